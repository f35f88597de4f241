//! The designed page of a problem: what happened, what it means, and a way on.

use guichet_model::{Page, ProblemCode};
use leptos::prelude::*;

use crate::{
    components::{header, shell::Head, ways},
    page::{Body, Context},
};

pub(crate) fn body(context: &Context<'_>, code: ProblemCode, reference: Option<&str>) -> Body {
    let words = &context.words;
    let (title, text) = match code {
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
