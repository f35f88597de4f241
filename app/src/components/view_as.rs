//! The bar that says with whose eyes a member of staff looks at the portal, and takes them back to their own.

use guichet_model::Page;
use leptos::prelude::*;

use super::icons::icon;
use crate::{page::Context, words::Words};

/// What people call a kind of viewer; nothing for one's own eyes.
pub(crate) fn name(words: &Words, kind: &str) -> Option<String> {
    Some(match kind {
        "anonymous" => words.view_as_anonymous(),
        "personal" => words.view_as_personal(),
        "free_member" => words.view_as_free_member(),
        "free_administrator" => words.view_as_free_administrator(),
        "paid_member" => words.view_as_paid_member(),
        "paid_administrator" => words.view_as_paid_administrator(),
        "suspended" => words.view_as_suspended(),
        _ => return None,
    })
}

/// Where the choice of eyes is sent.
pub(crate) fn action(context: &Context<'_>) -> String {
    format!("{}/view-as", context.url(&Page::Desk))
}

/// The bar, on every page, as long as it lasts.
pub(crate) fn bar(context: &Context<'_>) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let kind = context.request.visitor.as_ref().and_then(|visitor| visitor.view_as)?;
    let kind = name(words, kind)?;
    let here = context.url(&context.request.page);
    Some(view! {
        <aside class="view-as" aria-label=words.desk_view_title()>
            <form class="container view-as-row" method="post" action=action(context)>
                <p class="view-as-text">{icon("people")}<span>{words.view_as_now(kind)}</span></p>
                <input type="hidden" name="next" value=here />
                <button class="way-action" type="submit">{words.view_as_stop()}</button>
            </form>
        </aside>
    })
}

#[cfg(test)]
mod tests {
    use guichet_model::Viewer;

    use super::*;

    #[test]
    fn every_kind_but_ones_own_has_a_name() {
        for language in ["en", "fr", "es", "ja"] {
            let words = Words::of(&language.parse().unwrap());
            let unnamed: Vec<&str> = Viewer::KINDS
                .into_iter()
                .map(|(kind, _)| kind)
                .filter(|kind| name(&words, kind).is_none())
                .collect();
            assert_eq!(unnamed, ["staff"]);
        }
    }
}
