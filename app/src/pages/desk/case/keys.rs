//! The keys of the desk.

use guichet_model::Page;
use leptos::prelude::*;

use crate::page::Context;

/// The keys, shown by `?` and by a button.
pub(crate) fn keys(context: &Context<'_>) -> impl IntoView + use<> {
    let words = &context.words;
    let keys = [
        ("j", words.keys_next()),
        ("k", words.keys_previous()),
        ("Enter", words.keys_open()),
        ("r", words.keys_answer()),
        ("n", words.keys_note()),
        ("a", words.keys_assign()),
        ("s", words.keys_resolve()),
        ("/", words.keys_search()),
        ("u", words.keys_queue()),
        ("?", words.keys_help()),
    ];
    let keys = keys
        .into_iter()
        .map(|(key, does)| view! { <dt><kbd>{key}</kbd></dt><dd>{does}</dd> })
        .collect_view();
    view! {
        <p class="desk-keys-open"><button class="way-action" type="button" popovertarget="keys">{words.keys_title()}</button></p>
        <div class="popover desk-keys" popover="auto" id="keys">
            <h2>{words.keys_title()}</h2>
            <dl>{keys}</dl>
        </div>
        <script type="module" src=context.portal.asset("desk.js") data-queue=context.url(&Page::Desk)></script>
    }
}
