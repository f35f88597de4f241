//! `POST /api/v1/priority`: the priority that the policy's rules give to a reader's answers, why, and when the first answer would be due.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{State as Shared, rejection::BytesRejection},
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use guichet_content::Library;
use guichet_model::{
    Locale, ProblemCode,
    priority::{Answers, Effect, Level, Reach, Workaround, first_response_due, suggest_priority},
};
use jiff::Timestamp;
use serde::Serialize;

use super::fields::Fields;
use crate::{problem, state::State};

#[derive(Serialize)]
struct Suggestion<'p> {
    priority: Level,
    rule: &'p str,
    because: &'p str,
    example: &'p str,
    first_response_due: Option<Timestamp>,
}

/// Answers the priority. Anyone may ask: the rules stand on the policies page.
pub async fn suggest(
    Shared(state): Shared<Arc<State>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let snapshot = state.snapshot();
    let (answers, locale) = match read(&snapshot.library, &headers, body) {
        Ok(read) => read,
        Err(refused) => return refused,
    };
    let policy = snapshot.library.policy();
    let Some(found) = suggest_priority(answers, policy) else {
        let detail = "The policy of this portal has no rule for these answers.";
        return problem::json(ProblemCode::NotFound, Some(detail), None);
    };
    let level = found.priority.level;
    let mut response = super::json(&Suggestion {
        priority: level,
        rule: &found.rule.id,
        because: found.rule.because.get(&locale),
        example: found.priority.example.get(&locale),
        first_response_due: first_response_due(level, state.clock.now(), policy),
    });
    // The due time is another one a minute later.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn read(
    library: &Library,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<(Answers, Locale), Response> {
    let mut fields = Fields::read(headers, body)?;
    service(&mut fields, library);
    let effect = choice(&mut fields, "effect", Effect::ALL, Effect::name);
    let reach = choice(&mut fields, "reach", Reach::ALL, Reach::name);
    let workaround = choice(&mut fields, "workaround", Workaround::ALL, Workaround::name);
    let locale = fields.text("locale", |name| super::locale(library, Some(name)));
    fields.finish()?;
    let answers = effect.zip(reach).zip(workaround);
    let answers =
        answers.map(|((effect, reach), workaround)| Answers { effect, reach, workaround });
    let answers = answers.ok_or_else(|| problem::json(ProblemCode::Invalid, None, None))?;
    Ok((answers, locale.unwrap_or_else(|| library.default_locale().clone())))
}

/// The member `service`, a service of the policy. A portal without services needs none.
pub(super) fn service(fields: &mut Fields, library: &Library) -> Option<String> {
    let services = &library.policy().services;
    if services.is_empty() {
        return fields.text("service", |name| Ok(name.to_owned()));
    }
    let ids: Vec<&str> = services.iter().map(|service| service.id.as_str()).collect();
    one_of(fields, "service", &ids).map(|at| services[at].id.clone())
}

/// A member that is one of a few names.
pub(super) fn choice<T: Copy>(
    fields: &mut Fields,
    name: &str,
    all: &[T],
    name_of: fn(T) -> &'static str,
) -> Option<T> {
    let names: Vec<&str> = all.iter().map(|one| name_of(*one)).collect();
    one_of(fields, name, &names).map(|at| all[at])
}

fn one_of(fields: &mut Fields, name: &str, allowed: &[&str]) -> Option<usize> {
    let list = allowed.join(", ");
    if !fields.has(name) {
        fields.wrong(name, format!("it is needed; use one of {list}"));
        return None;
    }
    fields.text(name, |text| {
        let at = allowed.iter().position(|allowed| *allowed == text);
        at.ok_or_else(|| format!("`{}` is none of {list}", text.escape_debug()))
    })
}
