//! The designed page of a problem: what happened, what it means, and a way on.

use guichet_model::{Page, ProblemCode};
use leptos::prelude::*;

use super::cases::case::area;
use crate::{
    components::{header, shell::Head, ways},
    page::{Body, Context},
};

/// Fields in which people write at length.
const TEXTS: [&str; 4] = ["text", "note", "reason", "closing"];

/// What somebody sent that was not taken: the page gives it back, to be sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenBack {
    /// Where it goes.
    pub action: String,
    /// What stood in the form, by field.
    pub fields: Vec<(String, String)>,
}

pub(crate) fn body(
    context: &Context<'_>,
    code: ProblemCode,
    reference: Option<&str>,
    given_back: Option<&GivenBack>,
) -> Body {
    let (words, page) = (&context.words, &context.request.page);
    let (title, text) = match code {
        ProblemCode::NotFound if matches!(page, Page::Case(_) | Page::CaseRating(_)) => {
            (words.problem_no_case_title(), words.problem_no_case_text())
        }
        ProblemCode::NotFound if matches!(page, Page::DeskCase(_)) => {
            (words.problem_no_case_title(), words.problem_no_case_desk())
        }
        ProblemCode::NotFound => (words.problem_not_found_title(), words.problem_not_found_text()),
        ProblemCode::BadRequest | ProblemCode::UnsupportedMediaType => {
            (words.problem_bad_request_title(), words.problem_bad_request_text())
        }
        ProblemCode::MethodNotAllowed => {
            (words.problem_method_not_allowed_title(), words.problem_method_not_allowed_text())
        }
        ProblemCode::TooLarge => (words.problem_too_large_title(), words.problem_too_large_text()),
        ProblemCode::EntitlementRequired => {
            (words.problem_entitlement_title(), words.problem_entitlement_text())
        }
        ProblemCode::Timeout => (words.problem_timeout_title(), words.problem_timeout_text()),
        ProblemCode::SearchUnavailable => (words.results_error_title(), words.results_error_text()),
        ProblemCode::SignInRequired => {
            (words.problem_sign_in_required_title(), words.problem_sign_in_required_text())
        }
        ProblemCode::Forbidden => (words.problem_forbidden_title(), words.problem_forbidden_text()),
        ProblemCode::CrossSite => {
            (words.problem_cross_site_title(), words.problem_cross_site_text())
        }
        ProblemCode::Conflict | ProblemCode::Invalid => {
            (words.problem_invalid_title(), words.problem_invalid_text())
        }
        ProblemCode::TooManyRequests => {
            (words.problem_too_many_requests_title(), words.problem_too_many_requests_text())
        }
        ProblemCode::StorageUnavailable => {
            (words.problem_storage_unavailable_title(), words.problem_storage_unavailable_text())
        }
        ProblemCode::StorageFull => {
            (words.problem_storage_full_title(), words.problem_storage_full_text())
        }
        ProblemCode::Internal => (words.problem_internal_title(), words.problem_internal_text()),
    };
    let list = match (code, page) {
        (ProblemCode::NotFound, Page::Case(_)) => Some((words.cases_menu(), Page::Cases)),
        (ProblemCode::NotFound, Page::DeskCase(_)) => Some((words.desk_title(), Page::Desk)),
        _ => None,
    };
    let list = list.map(|(name, page)| {
        view! { <p><a class="way-action" href=context.url(&page)>{name}</a></p> }
    });
    let reference = reference.map_or_else(
        || code.name().to_owned(),
        |reference| format!("{} · {reference}", code.name()),
    );
    let head = Head::new(title.clone(), String::new());
    let view = view! {
        <div class="container page narrow problem">
            <p class="problem-status" aria-hidden="true">{code.status()}</p>
            <h1>{title}</h1>
            <p class="lead">{text}</p>
            {given_back.map(|given_back| again(context, given_back).into_any())}
            {list}
            {header::search_box(context, "search", "", true)}
            <p><a class="way-action" href=context.url(&Page::Home)>{words.problem_home()}</a></p>
            <p class="meta">{words.problem_code(reference)}</p>
            <section class="section">
                <h2 class="section-title">{words.home_ways()}</h2>
                {ways::ways(context, None)}
            </section>
        </div>
    };
    Body { head, view: view.into_any() }
}

/// The form once more: what was written can be seen and changed, the rest goes along.
fn again(context: &Context<'_>, given_back: &GivenBack) -> impl IntoView + use<> {
    let words = &context.words;
    let guided = matches!(context.request.page, Page::NewCase(_));
    let said = if guided { words.problem_again_form() } else { words.problem_again_text() };
    let written = |name: &str, value: &str| TEXTS.contains(&name) && !value.is_empty();
    let rest = given_back
        .fields
        .iter()
        .filter(|(name, value)| !written(name, value))
        .map(|(name, value)| {
            view! { <input type="hidden" name=name.clone() value=value.clone() /> }
        })
        .collect_view();
    let texts = TEXTS
        .into_iter()
        .filter_map(|text| {
            let (_, value) = given_back.fields.iter().find(|(name, _)| name == text)?;
            let label = if guided { words.new_reason_label() } else { words.problem_again_label() };
            written(text, value).then(|| area(text, label, None, None, value.clone(), 8).into_any())
        })
        .collect_view();
    view! {
        <form class="form" method="post" action=given_back.action.clone()>
            <h2>{words.problem_again_title()}</h2>
            <p>{said}</p>
            {texts}
            {rest}
            <button class="button" type="submit">{words.problem_again_send()}</button>
        </form>
    }
}
