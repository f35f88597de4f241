//! Files of the draft, as a form without scripts sends and removes them.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{Request, StatusCode},
    response::Response,
};
use guichet_app::pages::new_case::{FileFault, FormFault};
use guichet_model::{
    Page, ProblemCode, case,
    guided::{FormEnd, FormStep},
};
use guichet_storage::{AttachmentId, DraftId, Sender};

use super::{Base, again, draft, draft::Found};
use crate::{
    accounts::identity::problem,
    attachments::{
        MAX_MEGABYTES,
        kind::Refusal,
        multipart,
        receive::{self, Fault},
    },
    pages::{form::Form, see_other, view},
    state::State,
};

/// Takes the files that a form sends, or removes one. Both happen on the page of evidence, to those alone whose form ends with a case.
pub(super) async fn upload(state: Arc<State>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    // The page is found by the address and the cookies; its form is read apart, as its files arrive.
    let head = Request::from_parts(parts.clone(), Body::empty());
    match Form::receive_whole(state, head, 0).await {
        Ok(form) => {
            let taken = taken(&form, Request::from_parts(parts, body)).await;
            form.answer(taken)
        }
        Err(response) => *response,
    }
}

async fn taken(form: &Form, request: Request<Body>) -> Result<Response, ProblemCode> {
    let here = Page::NewCase(FormStep::Evidence);
    let base = Base::of_form(form);
    if form.page.page != here {
        return Err(ProblemCode::NotFound);
    }
    if let Some(code) = form.away {
        return Err(code);
    }
    let Some(session) = form.identity.session() else {
        // Files stand on the page of somebody who is signed in: their session has ended.
        return see_other(&view::sign_in_url(form.locale(), &here.path(form.locale())));
    };
    if base.end() != FormEnd::Case {
        return Err(ProblemCode::EntitlementRequired);
    }
    let found = draft::find(&form.state, &form.identity, form.headers()).await?;
    let Some(id) = found.id.clone() else {
        return see_other(&Page::NewCase(FormStep::Start).path(form.locale()));
    };
    let sender =
        Sender { account: Some(&session.account.id), draft: Some(&id), ..Sender::default() };
    let parts = multipart::receive(&form.state, sender, request).await;
    let parts = match parts {
        Ok(parts) => parts,
        Err(code @ (ProblemCode::StorageFull | ProblemCode::StorageUnavailable)) => {
            let faults = vec![FormFault::NotKept(code)];
            return again(form, found, faults, super::status_of(code)).await;
        }
        Err(code) => return Err(code),
    };
    let remove = parts.field("remove");
    if !remove.is_empty() {
        let file = AttachmentId::from(remove.to_owned());
        let stored = form.state.accounts.storage.attachment(&file).await.map_err(problem)?;
        if stored.is_some_and(|stored| stored.draft.as_ref() == Some(&id)) {
            receive::forget(&form.state, &file)
                .await
                .map_err(|_| ProblemCode::StorageUnavailable)?;
        }
        return see_other(&here.path(form.locale()));
    }
    let goes_on = parts.field("action") == "continue";
    let mut faults: Vec<FormFault> = parts
        .refused
        .into_iter()
        .map(|(name, fault)| FormFault::File(name, words(fault)))
        .collect();
    if faults.is_empty() && parts.taken.is_empty() && !goes_on {
        faults.push(FormFault::NoFile);
    }
    replace_halves(form, &id, &parts.taken).await?;
    if faults.is_empty() && goes_on {
        return super::answered(form, FormStep::Evidence, found).await;
    }
    if faults.is_empty() {
        return see_other(&here.path(form.locale()));
    }
    again(form, found, faults, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Forgets files of the draft that did not arrive completely and have now come anew: those of the same name as one that has.
async fn replace_halves(
    form: &Form,
    draft: &DraftId,
    taken: &[AttachmentId],
) -> Result<(), ProblemCode> {
    let files = form.state.accounts.storage.attachments_of(draft).await.map_err(problem)?;
    let came = |name: &str| files.iter().any(|file| file.name == name && taken.contains(&file.id));
    for half in files.iter().filter(|file| !file.is_whole() && came(&file.name)) {
        receive::forget(&form.state, &half.id)
            .await
            .map_err(|_| ProblemCode::StorageUnavailable)?;
    }
    Ok(())
}

fn words(fault: Fault) -> FileFault {
    match fault {
        Fault::TooMany => FileFault::TooMany(case::MAX_FILES),
        Fault::Full => FileFault::Full,
        Fault::Refused(Refusal::Empty) => FileFault::Empty,
        Fault::Refused(Refusal::Program) => FileFault::Program,
        Fault::Refused(Refusal::Pretends) => FileFault::Pretends,
        Fault::TooLarge | Fault::Elsewhere | Fault::Interrupted | Fault::Failed(_) => {
            FileFault::TooLarge(MAX_MEGABYTES)
        }
    }
}

/// Files of the draft that have not arrived whole; one of which everything is here is looked at first.
pub(super) async fn unfinished(form: &Form, found: &Found) -> Result<Vec<FormFault>, ProblemCode> {
    let Some(id) = &found.id else { return Ok(Vec::new()) };
    let files = form.state.accounts.storage.attachments_of(id).await.map_err(problem)?;
    let mut faults = Vec::new();
    for file in files.into_iter().filter(|file| !file.is_whole()) {
        match receive::settle(&form.state, &file).await {
            Ok(()) if file.received == file.size => {}
            Ok(()) => faults.push(FormFault::HalfFile(file.name)),
            Err(Fault::Failed(code)) => return Err(code),
            Err(fault) => faults.push(FormFault::File(file.name, words(fault))),
        }
    }
    Ok(faults)
}
