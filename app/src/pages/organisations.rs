//! Choosing for which organisation one acts.

use guichet_model::{Page, viewer::Role};
use leptos::prelude::*;

use super::account::role_name;
use crate::{
    components::{forms, shell::Head},
    page::{Body, Context},
};

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OrganisationsView {
    /// The organisations one belongs to.
    pub choices: Vec<OrganisationChoice>,
    /// Where to go on to.
    pub next: Option<String>,
    /// Whether none was chosen.
    pub missing: bool,
}

/// An organisation one belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationChoice {
    /// Its name for the portal.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What its edition is called, in the reader's language.
    pub edition: String,
    /// One's role there.
    pub role: Role,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Whether one acts for it now.
    pub current: bool,
}

pub(crate) fn body(context: &Context<'_>, page: &OrganisationsView) -> (u16, Body) {
    let words = &context.words;
    let title = words.organisations_title();
    let head =
        Head::new(forms::document_title(context, title.clone(), page.missing), String::new());
    let inner = if page.choices.is_empty() {
        view! {
            <p class="lead">{words.organisations_none()}</p>
            <p class="actions"><a class="way-action" href=context.url(&Page::Account)>{words.organisations_back()}</a></p>
        }
        .into_any()
    } else {
        choose(context, page)
    };
    let view = view! { <div class="container page narrow"><h1>{title}</h1>{inner}</div> };
    let status = if page.missing { 422 } else { 200 };
    (status, Body { head, view: view.into_any() })
}

fn choose(context: &Context<'_>, page: &OrganisationsView) -> AnyView {
    let words = &context.words;
    let error = page.missing.then(|| words.organisations_missing());
    let listed = error.clone().map(|error| (Some("organisations"), error)).into_iter().collect();
    let cards = page.choices.iter().map(|choice| card(context, choice)).collect_view();
    view! {
        <p class="lead">{words.organisations_text()}</p>
        {forms::error_summary(context, listed)}
        <form class="form form-wide" method="post" action=context.url(&Page::Organisations) novalidate=true>
            {page.next.clone().map(|next| view! { <input type="hidden" name="next" value=next /> })}
            <fieldset
                class="field"
                class:field-wrong=page.missing
                id="organisations"
                tabindex="-1"
                aria-describedby=page.missing.then_some("organisations-error")
            >
                <legend class="field-label">{words.organisations_legend()}</legend>
                {error.map(|error| view! { <p class="field-error" id="organisations-error">{error}</p> })}
                <div class="radio-cards">{cards}</div>
            </fieldset>
            <button class="button" type="submit">{words.organisations_continue()}</button>
        </form>
    }
    .into_any()
}

fn card(context: &Context<'_>, choice: &OrganisationChoice) -> impl IntoView + use<> {
    let words = &context.words;
    let detail = words.organisations_one(choice.edition.clone(), role_name(context, choice.role));
    let suspended = choice
        .suspended
        .then(|| view! { <span class="tag">{words.organisations_suspended()}</span> });
    view! {
        <label class="radio-card">
            <input type="radio" name="organisation" value=choice.id.clone() checked=choice.current required=true />
            <span class="radio-name">{choice.name.clone()}</span>
            <span class="radio-text">{detail}" "{suspended}</span>
        </label>
    }
}
