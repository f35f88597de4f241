//! From a draft to a case, once: sent again, it is the same case.

use axum::{http::StatusCode, response::Response};
use guichet_app::pages::{
    View,
    new_case::{FormFault, SentCase, Talk},
};
use guichet_model::{
    Page, ProblemCode,
    case::{CaseRef, NewCase, Via, Wrong},
    guided::{FormEnd, FormStep},
    priority::first_response_due,
};
use guichet_storage::SessionState;

use super::{
    Base, again, answers,
    draft::{self, Found},
    files, sign_in_again,
};
use crate::{
    accounts::identity::problem,
    cases::{self, Submission, SubmitError, pace},
    pages::{
        contact::own_case,
        form::{Form, with_cookies},
        see_other,
        view::Asked,
    },
};

/// Submits what the review page shows. Where the failure is the portal's own, what was sent is given back.
pub(super) async fn submit(form: &Form, mut found: Found) -> Result<Response, ProblemCode> {
    let base = Base::of_form(form);
    let here = Page::NewCase(FormStep::Review).path(form.locale());
    if draft::session_ended(form) {
        // What was chosen and written last waits until its writer has signed in again.
        answers::read(FormStep::Review, form, &mut found.answers);
        let cookies = draft::keep(form, &mut found).await?;
        return Ok(with_cookies(sign_in_again(form)?, cookies));
    }
    let Some(session) = form.identity.session().filter(|_| base.end() == FormEnd::Case) else {
        return see_other(&here);
    };
    if session.account.staff.is_some() {
        // Staff may look at the form; a case is a customer's.
        return again(form, found, vec![FormFault::Staff], StatusCode::FORBIDDEN).await;
    }
    let next = found.answers.next_step(base.end(), base.policy);
    let (Some(id), true) = (found.id.clone(), next == FormStep::Review) else {
        return see_other(&Page::NewCase(next).path(form.locale()));
    };
    let before = found.answers.clone();
    let mut faults = answers::read(FormStep::Review, form, &mut found.answers);
    faults.extend(files::unfinished(form, &found).await?);
    if !faults.is_empty() {
        return again(form, found, faults, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    if found.answers != before {
        draft::keep(form, &mut found).await?;
    }
    let Some(case) = case(form, &found).await? else { return see_other(&here) };
    let key = key_of_draft(id.as_str());
    let due = first_response_due(case.priority, form.state.clock.now(), base.policy);
    let submission = Submission {
        requester: &session.account,
        organisation: session.organisation.as_ref().map(|(organisation, _)| organisation),
        case,
        answer_due: due,
        via: Via::Web,
        key: Some(&key),
    };
    let me = &session.account.id;
    if let Err(wait) = pace::case(&form.state, me) {
        let faults = vec![FormFault::Wait(wait.minutes())];
        let view = base.view(found, faults).await;
        return form.show_wait(View::NewCase(Box::new(view)), wait).await;
    }
    let submitted = cases::submit(&form.state, submission).await;
    pace::forgive_case(&form.state, me, &submitted);
    let reference = match submitted {
        Ok((reference, _)) => reference,
        Err(SubmitError::Wrong(wrong)) => {
            let faults = wrong.into_iter().filter_map(fault).collect();
            return again(form, found, faults, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        // The same draft, answered otherwise, was sent at the same moment and came first.
        Err(SubmitError::KeyTaken) => {
            let first = form.state.accounts.storage.case_of_key(me, &key).await.map_err(problem)?;
            first.ok_or(ProblemCode::Conflict)?
        }
        Err(SubmitError::Storage(error)) => return Err(problem(error)),
    };
    // The case is there. A draft that stays behind leads to the same one when it is sent again.
    // One that was gone when its last answers were to be kept was begun anew with them, and has to go as well.
    let anew = found.id.filter(|kept| *kept != id);
    for draft in anew.iter().chain([&id]) {
        if let Err(error) = form.state.accounts.storage.delete_draft(draft).await {
            tracing::warn!(%error, "a draft stays although its case is there");
        }
    }
    see_other(&sent_url(form, &reference))
}

/// The case that the draft of this form has become, when it is sent again: the answer was lost on its way, or the button was pressed twice.
pub(super) async fn sent_before(
    form: &Form,
    session: &SessionState,
    found: &Found,
) -> Result<Option<CaseRef>, ProblemCode> {
    let draft = form.field("draft");
    if draft.is_empty() || found.id.as_ref().is_some_and(|id| id.as_str() == draft) {
        return Ok(None);
    }
    let storage = &form.state.accounts.storage;
    storage.case_of_key(&session.account.id, &key_of_draft(draft)).await.map_err(problem)
}

/// The page that says that a case was sent.
pub(super) fn sent_url(form: &Form, reference: &CaseRef) -> String {
    let by =
        Talk::of_name(form.field("by")).map_or_else(String::new, |by| format!("&by={}", by.name()));
    let sent = Page::NewCase(FormStep::Sent).path(form.locale());
    format!("{sent}?case={}{by}", reference.as_str())
}

/// What makes the submissions of a draft one case: the draft alone, whatever is answered in it.
fn key_of_draft(id: &str) -> String {
    format!("draft-{id}")
}

async fn case(form: &Form, found: &Found) -> Result<Option<NewCase>, ProblemCode> {
    let policy = form.snapshot.library.policy();
    let answers = &found.answers;
    let (Some(asked), Some(id)) = (answers.answers(), &found.id) else { return Ok(None) };
    let files = form.state.accounts.storage.attachments_of(id).await.map_err(problem)?;
    let suggested = guichet_model::guided::FormAnswers { chosen: None, ..answers.clone() };
    Ok(Some(NewCase {
        service: answers.service.clone().unwrap_or_default(),
        answers: asked,
        suggested: suggested.level(policy),
        priority: answers.level(policy),
        reason: answers.chosen.map(|_| answers.reason.clone()),
        title: answers.title.clone(),
        description: answers.description.clone(),
        since: Some(answers.since.clone()).filter(|since| !since.is_empty()),
        locale: form.locale().clone(),
        attachments: files.into_iter().map(|file| file.id.to_string()).collect(),
    }))
}

/// Where on the form something is wrong that its steps let pass: the limits may have changed since they were answered.
fn fault(wrong: Wrong) -> Option<FormFault> {
    Some(match wrong {
        Wrong::Title(wrong) => FormFault::Title(wrong),
        Wrong::Description(wrong) => FormFault::Description(wrong),
        Wrong::Reason(wrong) => FormFault::Reason(wrong),
        Wrong::Since(wrong) => FormFault::Since(wrong),
        Wrong::TooManyFiles => return None,
    })
}

/// The case that the page says was sent, for whoever sent it.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn sent(asked: &Asked<'_>) -> Result<Option<SentCase>, ProblemCode> {
    let case = own_case(asked).await?;
    Ok(case.map(|case| SentCase {
        reference: case.reference,
        title: case.title,
        level: case.state.priority,
        due: case.state.answer_due_at,
        email: case.requester.email.to_string(),
        by: asked.parameter("by").and_then(|by| Talk::of_name(&by)),
    }))
}
