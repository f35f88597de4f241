//! The keys of the desk.

use guichet_model::Page;
use leptos::prelude::*;

use crate::page::Context;

/// The link that shows them.
pub(crate) fn link(context: &Context<'_>) -> impl IntoView + use<> {
    view! { <p class="desk-keys-open"><a class="way-action" href="#keys">{context.words.keys_title()}</a></p> }
}

/// The keys, shown by `?` and by the link: a dialog where the desk's script runs, else a section of the page.
pub(crate) fn dialog(context: &Context<'_>) -> impl IntoView + use<> {
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
        <dialog class="desk-keys" id="keys" aria-labelledby="keys-title" closedby="any">
            <h2 id="keys-title">{words.keys_title()}</h2>
            <noscript><p>{words.keys_need_scripts()}</p></noscript>
            <dl>{keys}</dl>
            <form method="dialog"><button class="way-action" type="submit">{words.keys_close()}</button></form>
        </dialog>
        <script type="module" src=context.portal.asset("desk.js") data-queue=context.url(&Page::Desk)></script>
    }
}
