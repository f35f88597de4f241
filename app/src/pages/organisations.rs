//! Choosing for which organisation one acts.

use leptos::prelude::*;

use crate::{
    components::shell::Head,
    page::{Body, Context},
};

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrganisationsView {}

pub(crate) fn body(context: &Context<'_>, page: &OrganisationsView) -> (u16, Body) {
    _ = (context, page);
    let head = Head::new("Organisation".to_owned(), String::new());
    let view = view! { <div class="container page narrow"><h1>"Organisation"</h1></div> };
    (200, Body { head, view: view.into_any() })
}
