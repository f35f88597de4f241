//! One's own account: password, second factor, sessions.

use leptos::prelude::*;

use crate::{
    components::shell::Head,
    page::{Body, Context},
};

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountView {}

pub(crate) fn body(context: &Context<'_>, page: &AccountView) -> (u16, Body) {
    _ = (context, page);
    let head = Head::new("Account".to_owned(), String::new());
    let view = view! { <div class="container page narrow"><h1>"Account"</h1></div> };
    (200, Body { head, view: view.into_any() })
}
