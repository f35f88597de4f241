//! The staff's desk.

use leptos::prelude::*;

use crate::{
    components::shell::Head,
    page::{Body, Context},
};

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeskView {}

pub(crate) fn body(context: &Context<'_>, page: &DeskView) -> (u16, Body) {
    _ = (context, page);
    let head = Head::new("Desk".to_owned(), String::new());
    let view = view! { <div class="container page narrow"><h1>"Desk"</h1></div> };
    (200, Body { head, view: view.into_any() })
}
