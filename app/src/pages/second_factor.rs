//! The second step of signing in.

use leptos::prelude::*;

use crate::{
    components::shell::Head,
    page::{Body, Context},
};

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SecondFactorView {}

pub(crate) fn body(context: &Context<'_>, page: &SecondFactorView) -> (u16, Body) {
    _ = (context, page);
    let head = Head::new("Code".to_owned(), String::new());
    let view = view! { <div class="container page narrow"><h1>"Code"</h1></div> };
    (200, Body { head, view: view.into_any() })
}
