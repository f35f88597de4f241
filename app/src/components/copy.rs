//! A button that copies a text. Its script shows it where the browser lets it; without one the text is marked by hand.

use leptos::prelude::*;

use crate::page::Context;

/// The button for what the selector means, several texts as lines.
pub(crate) fn button(context: &Context<'_>, of: &'static str) -> impl IntoView + use<> {
    let words = &context.words;
    view! {
        <p class="copy">
            <button class="way-action" type="button" data-copy=of data-copied=words.copy_done() hidden=true>{words.copy()}</button>
            <span role="status"></span>
        </p>
        <script type="module" src=context.portal.asset("copy.js")></script>
    }
}
