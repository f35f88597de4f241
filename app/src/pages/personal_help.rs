//! Help for people whose address is a personal one.

use leptos::prelude::*;

use crate::{
    components::shell::Head,
    page::{Body, Context},
};

pub(crate) fn body(context: &Context<'_>) -> (u16, Body) {
    _ = context;
    let head = Head::new("Personal".to_owned(), String::new());
    let view = view! { <div class="container page narrow"><h1>"Personal"</h1></div> };
    (200, Body { head, view: view.into_any() })
}
