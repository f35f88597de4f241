//! A form that was sent: who sent it, from which page, and what stands in it.

use std::{net::IpAddr, sync::Arc};

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, HeaderValue, Request, StatusCode, header, request::Parts},
    response::Response,
};
use guichet_app::{page::PageRequest, pages::View};
use guichet_model::{Locale, Page, ProblemCode, guided::FormStep};
use guichet_storage::{Sender, SessionState};

use super::{form_page, given_back, reader, view};
use crate::{
    accounts::{
        client,
        identity::{self, Identity},
        throttle::Wait,
    },
    attachments::multipart,
    problem,
    state::{Snapshot, State},
};

/// A form, received. It has no `Debug`: passwords stand in it.
pub struct Form {
    /// The state of the process.
    pub state: Arc<State>,
    /// The content at this moment.
    pub snapshot: Arc<Snapshot>,
    /// Who sent it.
    pub identity: Identity,
    /// The page it answers with.
    pub page: PageRequest,
    /// Why nobody knows who sent it: the database is away. Only of a form that is received whole whatever happens.
    pub away: Option<ProblemCode>,
    parts: Parts,
    fields: Vec<(String, String)>,
}

impl Form {
    /// Receives a form that was sent to the address of a page, or to one below the page `stands_on`.
    ///
    /// # Errors
    /// The answer, when there is no such page, the form cannot be read, or the database is away.
    pub async fn receive(
        state: Arc<State>,
        request: Request<Body>,
        stands_on: Option<Page>,
    ) -> Result<Self, Box<Response>> {
        let limit = state.settings.body_limit_kb * 1024;
        Self::read(state, request, stands_on, limit, false).await
    }

    /// Receives a form with long texts: one that is too long is told so on its page, where it still stands, and not turned away.
    ///
    /// # Errors
    /// As [`Form::receive`].
    pub async fn receive_long(
        state: Arc<State>,
        request: Request<Body>,
    ) -> Result<Self, Box<Response>> {
        Self::read(state, request, None, multipart::MAX_TEXT, false).await
    }

    /// Reads a form of up to `limit` bytes; one that is `kept` is read while the database is away, too.
    async fn read(
        state: Arc<State>,
        request: Request<Body>,
        stands_on: Option<Page>,
        limit: usize,
        kept: bool,
    ) -> Result<Self, Box<Response>> {
        let (parts, body) = request.into_parts();
        let refused =
            |code| Box::new(problem::page(&state, &parts.uri, &parts.headers, code, None));
        let bytes = to_bytes(body, limit).await.map_err(|_| refused(ProblemCode::TooLarge))?;
        let fields: Vec<(String, String)> = form_urlencoded::parse(&bytes).into_owned().collect();
        let (identity, away) = match identity::identify(&state, &parts.headers).await {
            Ok(identity) => (identity, None),
            Err(code) if kept => (Identity::Anonymous, Some(code)),
            Err(code) => {
                let identity = Identity::Anonymous;
                let page = reader::find(&state.snapshot(), &parts.uri, &parts.headers, &identity);
                let given_back =
                    page.ok().and_then(|page| Some((given_back::of(&page, code, &fields)?, page)));
                return Err(given_back.map_or_else(
                    || refused(code),
                    |(given, page)| {
                        Box::new(problem::page_giving_back(&state, &page, code, &given))
                    },
                ));
            }
        };
        let snapshot = state.snapshot();
        let page = match stands_on {
            Some(page) => {
                let found =
                    reader::fallback_request(&snapshot, &parts.uri, &parts.headers, &identity);
                PageRequest { page, ..found }
            }
            None => reader::find(&snapshot, &parts.uri, &parts.headers, &identity)
                .map_err(|_| refused(ProblemCode::NotFound))?,
        };
        Ok(Self { state, snapshot, identity, page, away, parts, fields })
    }

    /// Receives a form of up to `limit` bytes that was sent to the address of a page, also while the database is away: what somebody has
    /// written shall not be lost with that.
    ///
    /// # Errors
    /// The answer, when there is no such page or the form cannot be read.
    pub async fn receive_whole(
        state: Arc<State>,
        request: Request<Body>,
        limit: usize,
    ) -> Result<Self, Box<Response>> {
        Self::read(state, request, None, limit, true).await
    }

    /// Receives a form that was sent to an address below a page's own, which ends in `tail`.
    ///
    /// # Errors
    /// As [`Form::receive`].
    pub async fn receive_below(
        state: Arc<State>,
        mut request: Request<Body>,
        tail: &str,
    ) -> Result<Self, Box<Response>> {
        let above = request.uri().path().strip_suffix(tail).and_then(|path| path.parse().ok());
        if let Some(above) = above {
            *request.uri_mut() = above;
        }
        Self::receive(state, request, None).await
    }

    /// Receives a form with long texts, and the files it brings where its sender may send some.
    ///
    /// # Errors
    /// As [`Form::receive`]; the answer gives back what was written.
    pub async fn receive_with_files(
        state: Arc<State>,
        request: Request<Body>,
        may_send: impl FnOnce(&SessionState) -> bool,
    ) -> Result<(Self, multipart::Parts), Box<Response>> {
        let (mut form, files) = Self::receive_before_files(state, request).await?;
        let Some(request) = files else { return Ok((form, multipart::Parts::default())) };
        let may_send = form.identity.session().is_some_and(may_send);
        match form.take_files(request, may_send).await {
            Ok(received) => Ok((form, received)),
            Err(code) => Err(Box::new(form.answer(Err(code)))),
        }
    }

    /// Receives a form with long texts; of one that may bring files only who sent it and from where, and what is left to read: whether
    /// they may send some can depend on the page.
    ///
    /// # Errors
    /// As [`Form::receive`].
    pub async fn receive_before_files(
        state: Arc<State>,
        request: Request<Body>,
    ) -> Result<(Self, Option<Request<Body>>), Box<Response>> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data")) {
            return Ok((Self::receive_long(state, request).await?, None));
        }
        let (parts, body) = request.into_parts();
        // The page is found by the address and the cookies; its form is read apart, as its files arrive.
        let head = Request::from_parts(parts.clone(), Body::empty());
        let form = Self::read(state, head, None, 0, true).await?;
        Ok((form, Some(Request::from_parts(parts, body))))
    }

    /// Reads what [`Form::receive_before_files`] left, with the files where their sender `may_send` them.
    ///
    /// # Errors
    /// When it cannot be read or kept; what was written stands in the form all the same.
    pub async fn take_files(
        &mut self,
        request: Request<Body>,
        may_send: bool,
    ) -> Result<multipart::Parts, ProblemCode> {
        let account = self.identity.session().filter(|_| may_send);
        let account = account.map(|session| session.account.id.clone());
        let sender = account.as_ref().map(|id| Sender { account: Some(id), ..Sender::default() });
        let (mut received, done) = multipart::receive_whole(&self.state, sender, request).await;
        self.fields = std::mem::take(&mut received.fields);
        self.away.map_or(done, Err).map(|()| received)
    }

    /// A field, empty when it was not sent.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Every field, in the order sent.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The question of the guided form beside which it stood, where it stood there.
    pub fn back(&self) -> Option<FormStep> {
        let step = FormStep::of_name(self.field("back"));
        step.filter(|step| !matches!(step, FormStep::Start | FormStep::Sent))
    }

    /// A parameter of the query of the address it was sent to.
    pub fn parameter(&self, name: &str) -> Option<String> {
        view::parameter(&self.parts.uri, name)
    }

    /// The request's headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// The reader's locale.
    pub fn locale(&self) -> &Locale {
        &self.page.locale
    }

    /// The address the form comes from.
    pub fn client(&self) -> IpAddr {
        let trusted = &self.state.settings.trusted_proxies;
        client::address(&self.parts.extensions, &self.parts.headers, trusted)
    }

    /// Shows the page again, with what it knows now.
    ///
    /// # Errors
    /// When the page cannot be rendered.
    pub async fn show(&self, view: View, status: StatusCode) -> Result<Response, ProblemCode> {
        let request = PageRequest { view, ..self.page.clone() };
        form_page(&self.state, request, status, &self.parts.headers).await
    }

    /// Shows the page again to whoever has to wait.
    ///
    /// # Errors
    /// When the page cannot be rendered.
    pub async fn show_wait(&self, view: View, wait: Wait) -> Result<Response, ProblemCode> {
        let mut response = self.show(view, StatusCode::TOO_MANY_REQUESTS).await?;
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.seconds));
        Ok(response)
    }

    /// The answer, or the designed page of what went wrong, which gives back what was written where the failure is the portal's own.
    pub fn answer(&self, result: Result<Response, ProblemCode>) -> Response {
        let page = |code| {
            if let Some(given_back) = given_back::of(&self.page, code, &self.fields) {
                return problem::page_giving_back(&self.state, &self.page, code, &given_back);
            }
            problem::page_for(
                &self.state,
                &self.parts.uri,
                &self.parts.headers,
                code,
                None,
                &self.identity,
            )
        };
        result.unwrap_or_else(page)
    }
}

/// Adds cookies to an answer.
pub fn with_cookies(mut response: Response, cookies: Vec<HeaderValue>) -> Response {
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
