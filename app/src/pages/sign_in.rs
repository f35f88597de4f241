//! Signing in.

use leptos::prelude::*;

use crate::{
    components::shell::Head,
    page::{Body, Context},
};

/// What the page of signing in knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignInView {}

pub(crate) fn body(context: &Context<'_>, page: &SignInView) -> (u16, Body) {
    _ = (context, page);
    let head = Head::new("Sign in".to_owned(), String::new());
    let view = view! { <div class="container page narrow"><h1>"Sign in"</h1></div> };
    (200, Body { head, view: view.into_any() })
}
