//! The guided form: what its pages know, and what becomes of what is sent.
//!
//! A draft in the database keeps the answers, an account's or that of a browser with a cookie; a browser's goes over to the account that
//! signs in with it. [`draft`] finds and keeps it, [`answers`] reads a step's form, [`files`] takes what is uploaded, [`submit`] makes a case.

mod answers;
mod draft;
mod files;
mod submit;

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State as Shared,
    http::{Request, StatusCode, header},
    response::Response,
};
use guichet_app::{
    page::{self, PageRequest},
    pages::{
        View,
        new_case::{FileRow, FormFault, NewCaseView},
    },
};
use guichet_model::{
    Page, ProblemCode,
    guided::{FormEnd, FormStep, form_end, steps},
};
use guichet_storage::Attachment;

use self::draft::Found;
use super::{
    contact::undecided,
    form::{Form, with_cookies},
    reader::{self, Elsewhere},
    see_other,
    view::{self, Asked},
};
use crate::{
    accounts::identity::{Identity, problem},
    attachments::{self, receive},
    portal::PortalView,
    problem::PRIVATE,
    state::State,
};

/// The most bytes of a form without files: far more than any field takes, so that a text that is too long is told so where it stands.
const MAX_FORM: usize = 4 * 1024 * 1024;
/// The most bytes of a form with files.
#[expect(clippy::cast_possible_truncation, reason = "both are small")]
pub const MAX_UPLOAD: usize =
    attachments::MAX_FILES as usize * attachments::MAX_BYTES as usize + MAX_FORM;
/// How many administrators are named to a member.
const NAMED: u32 = 3;

/// What a page of the form knows.
///
/// # Errors
/// Where to go first: to the first question that is not answered.
pub async fn view(
    asked: &Asked<'_>,
    request: &PageRequest,
    step: FormStep,
) -> Result<View, Elsewhere> {
    let to = |step| {
        let to = Page::NewCase(step).path(&request.locale);
        Elsewhere::Redirect { to, permanent: false }
    };
    let found = draft::find(asked.state, asked.identity, asked.headers).await;
    let found = found.map_err(Elsewhere::Problem)?;
    let mut page = Base::of(asked, request).view(found, Vec::new()).await;
    let policy = asked.snapshot.library.policy();
    if step == FormStep::Sent {
        page.sent = submit::sent(asked).await.map_err(Elsewhere::Problem)?;
        if page.sent.is_none() {
            return Err(to(FormStep::Start));
        }
    } else if step != FormStep::Start {
        let order = steps(page.end, policy);
        let place = |step| order.iter().position(|one| *one == step);
        let next = page.answers.next_step(page.end, policy);
        if place(step).is_none_or(|at| Some(at) > place(next)) {
            return Err(to(if page.draft.is_some() { next } else { FormStep::Start }));
        }
    }
    Ok(View::NewCase(Box::new(page)))
}

/// Who fills in the form, and where: what its pages are made from, whether they are asked for or answer what was sent.
#[derive(Clone, Copy)]
struct Base<'a> {
    state: &'a Arc<State>,
    identity: &'a Identity,
    request: &'a PageRequest,
    headers: &'a axum::http::HeaderMap,
    policy: &'a guichet_model::Policy,
}

impl<'a> Base<'a> {
    fn of(asked: &Asked<'a>, request: &'a PageRequest) -> Self {
        Self {
            state: asked.state,
            identity: asked.identity,
            request,
            headers: asked.headers,
            policy: asked.snapshot.library.policy(),
        }
    }

    fn of_form(form: &'a Form) -> Self {
        Self {
            state: &form.state,
            identity: &form.identity,
            request: &form.page,
            headers: form.headers(),
            policy: form.snapshot.library.policy(),
        }
    }

    fn end(&self) -> FormEnd {
        let undecided = self.undecided() > 0;
        form_end(self.request.viewer, undecided, self.edition(), self.policy)
    }

    /// The edition of their organisation.
    fn edition(&self) -> Option<&'a str> {
        let organisation = self.identity.session()?.organisation.as_ref();
        organisation.map(|(organisation, _)| organisation.edition.as_str())
    }

    fn undecided(&self) -> usize {
        undecided(self.identity, self.request.viewer)
    }

    /// Whether the person was signed in when they began, and is not any more.
    fn signed_out(&self, found: &Found) -> bool {
        self.identity.session().is_none() && found.goes_on_with.is_some()
    }

    /// The page with a draft. What only helps, such as names, is left out while the database is away.
    async fn view(&self, found: Found, faults: Vec<FormFault>) -> NewCaseView {
        let (storage, end) = (&self.state.accounts.storage, self.end());
        let organisation =
            self.identity.session().and_then(|session| session.organisation.as_ref());
        let administrators = match (end, organisation) {
            (FormEnd::Administrator, Some((organisation, _))) => {
                storage.administrators(&organisation.id, NAMED).await.unwrap_or_default()
            }
            _ => Vec::new(),
        };
        let shared_with = match (end, organisation) {
            (FormEnd::Case, Some((organisation, _))) => {
                let since = storage.shares_cases_since(&organisation.id).await;
                since.unwrap_or_default().map(|_| organisation.name.clone())
            }
            _ => None,
        };
        let files = match &found.id {
            Some(id) if end == FormEnd::Case => {
                storage.attachments_of(id).await.unwrap_or_default()
            }
            _ => Vec::new(),
        };
        NewCaseView {
            signed_out: self.signed_out(&found),
            end,
            undecided: self.undecided(),
            edition: self.edition().map(str::to_owned),
            draft: found.id.as_ref().map(ToString::to_string),
            answers: found.answers,
            zone: reader::zone(self.headers),
            files: files.into_iter().map(row).collect(),
            administrators: administrators.into_iter().map(|account| account.name).collect(),
            shared_with,
            faults,
            sent: None,
        }
    }
}

fn row(file: Attachment) -> FileRow {
    FileRow {
        whole: file.is_whole(),
        id: file.id.to_string(),
        name: file.name,
        size: file.size,
        received: file.received,
    }
}

/// Takes what a page of the form sends.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data")) {
        return files::upload(state, request).await;
    }
    match Form::receive_whole(state, request, MAX_FORM).await {
        Ok(form) => form.answer(taken(&form).await),
        Err(response) => *response,
    }
}

async fn taken(form: &Form) -> Result<Response, ProblemCode> {
    let Page::NewCase(step) = form.page.page else { return Err(ProblemCode::NotFound) };
    let found = match form.away {
        Some(code) => Err(code),
        None => draft::find(&form.state, &form.identity, form.headers()).await,
    };
    let found = match found {
        Ok(found) if !draft::is_of_page(form, &found) => match of_another(form, found).await? {
            Ok(found) => Ok(found),
            Err(response) => return Ok(response),
        },
        found => found,
    };
    match (step, form.field("action"), found) {
        (FormStep::Start, "discard", found) => {
            if let Some(id) = found?.id {
                let storage = &form.state.accounts.storage;
                for file in storage.attachments_of(&id).await.map_err(problem)? {
                    if let Err(fault) = receive::forget(&form.state, &file.id).await {
                        tracing::warn!(?fault, "a file of a discarded draft stays for a day");
                    }
                }
                storage.delete_draft(&id).await.map_err(problem)?;
            }
            see_other(&form.page.page.path(form.locale()))
        }
        (FormStep::Start | FormStep::Sent, ..) => see_other(&form.page.page.path(form.locale())),
        // Where the page cannot be shown without what is stored, what was sent is given back by itself. A script tells by the status.
        (FormStep::Evidence | FormStep::Review, _, Err(code)) | (_, "save", Err(code)) => Err(code),
        // The database is away: what was typed stays on the page, and can be sent again.
        (step, _, Err(code)) => {
            let mut found = Found::default();
            answers::read(step, form, &mut found.answers);
            again(form, found, vec![FormFault::NotKept(code)], status_of(code)).await
        }
        (step, "save", Ok(found)) => saved(form, step, found).await,
        (FormStep::Review, _, Ok(found)) => submit::submit(form, found).await,
        (step, _, Ok(found)) => answered(form, step, found).await,
    }
}

/// The draft that a page writes to whose own is another than the one that was found: it stood open while its draft was sent or discarded, while
/// its session ended, or while somebody else signed in. It never writes into another one; where nothing is left to write to, the answer says so.
async fn of_another(form: &Form, found: Found) -> Result<Result<Found, Response>, ProblemCode> {
    let by_script = form.field("action") == "save";
    if let Some(session) = form.identity.session()
        && let Some(reference) = submit::sent_before(form, session, &found).await?
    {
        let sent = || see_other(&submit::sent_url(form, &reference));
        return if by_script { Err(ProblemCode::Conflict) } else { sent().map(Err) };
    }
    if draft::session_ended(form) || found.id.is_none() {
        return Ok(Ok(Found::default()));
    }
    if by_script {
        return Err(ProblemCode::Conflict);
    }
    see_other(&form.page.page.path(form.locale())).map(Err)
}

/// Keeps what stands in the form of a step while it is typed, in order or not, and says what stands at the side now.
async fn saved(form: &Form, step: FormStep, mut found: Found) -> Result<Response, ProblemCode> {
    let before = found.answers.clone();
    answers::read(step, form, &mut found.answers);
    let cookies =
        if found.answers == before { Vec::new() } else { draft::keep(form, &mut found).await? };
    Ok(with_cookies(side(form, found).await?, cookies))
}

/// Keeps the answers of a step and goes on. What is not in order is kept as it was typed, too, and said.
async fn answered(form: &Form, step: FormStep, mut found: Found) -> Result<Response, ProblemCode> {
    let before = found.answers.clone();
    let faults = answers::read(step, form, &mut found.answers);
    let faults =
        if step == FormStep::Evidence { files::unfinished(form, &found).await? } else { faults };
    let answers = found.answers.clone();
    let unchanged = !faults.is_empty() && answers == before;
    let kept = if unchanged { Ok(Vec::new()) } else { draft::keep(form, &mut found).await };
    let cookies = match kept {
        Ok(cookies) => cookies,
        // Why it will not do comes before that it could not be kept: it stands on the page.
        Err(_) if !faults.is_empty() => Vec::new(),
        Err(code) => {
            return again(form, found, vec![FormFault::NotKept(code)], status_of(code)).await;
        }
    };
    let response = if !faults.is_empty() {
        again(form, found, faults, StatusCode::UNPROCESSABLE_ENTITY).await?
    } else if draft::session_ended(form) {
        sign_in_again(form)?
    } else {
        let base = Base::of_form(form);
        let next = answers.next_step(base.end(), base.policy);
        see_other(&Page::NewCase(next).path(form.locale()))?
    };
    Ok(with_cookies(response, cookies))
}

/// The way for whoever is not signed in any more: to sign in, and from there to the first question that is still open, or to the last page.
fn sign_in_again(form: &Form) -> Result<Response, ProblemCode> {
    let last = Page::NewCase(FormStep::Review).path(form.locale());
    see_other(&view::sign_in_url(form.locale(), &last))
}

/// The page once more, with what was typed and what is wrong with it.
async fn again(
    form: &Form,
    found: Found,
    faults: Vec<FormFault>,
    status: StatusCode,
) -> Result<Response, ProblemCode> {
    let page = Base::of_form(form).view(found, faults).await;
    form.show(View::NewCase(Box::new(page)), status).await
}

/// What stands at the side of the page now, as a piece of HTML.
async fn side(form: &Form, found: Found) -> Result<Response, ProblemCode> {
    let page = Base::of_form(form).view(found, Vec::new()).await;
    let request = PageRequest { view: View::NewCase(Box::new(page)), ..form.page.clone() };
    let (state, snapshot) = (Arc::clone(&form.state), Arc::clone(&form.snapshot));
    let _turn = form.state.search_gate.enter().await?;
    let html = tokio::task::spawn_blocking(move || {
        page::render_side(&PortalView::new(&state, &snapshot), &request)
    });
    let html = html.await.map_err(|_| ProblemCode::Internal)?.ok_or(ProblemCode::Internal)?;
    let mut response = Response::new(Body::from(html));
    let headers = response.headers_mut();
    headers
        .insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, PRIVATE);
    Ok(response)
}

fn status_of(code: ProblemCode) -> StatusCode {
    StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
