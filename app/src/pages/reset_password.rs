//! Choosing a new password.

use leptos::prelude::*;

use crate::{
    components::shell::Head,
    page::{Body, Context},
};

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResetPasswordView {}

pub(crate) fn body(context: &Context<'_>, page: &ResetPasswordView) -> (u16, Body) {
    _ = (context, page);
    let head = Head::new("New password".to_owned(), String::new());
    let view = view! { <div class="container page narrow"><h1>"New password"</h1></div> };
    (200, Body { head, view: view.into_any() })
}
