//! From a request's cookie to a person, and to the viewer that every decision about access starts from.

use std::time::Duration;

use axum::http::HeaderMap;
use guichet_app::visitor::{Visitor, VisitorOrganisation};
use guichet_model::{
    Locale, Policy, ProblemCode, Viewer,
    viewer::{self, Role},
};
use guichet_storage::{Account, Organisation, SessionState, StorageError, TokenHash};
use jiff::ToSpan as _;

use super::{cookie, session};
use crate::{settings::SecondFactor, state::State};

/// How long a request waits until its session's use is noted.
const TOUCH_PATIENCE: Duration = Duration::from_millis(250);

/// Who asks.
#[derive(Debug, Clone, Default)]
pub enum Identity {
    /// Nobody we know.
    #[default]
    Anonymous,
    /// Someone with a session.
    SignedIn(Box<SessionState>),
}

impl Identity {
    /// The person's session.
    pub fn session(&self) -> Option<&SessionState> {
        match self {
            Self::Anonymous => None,
            Self::SignedIn(session) => Some(session),
        }
    }

    /// What the person is, whatever they look at the portal as.
    pub fn own_viewer(&self, policy: &Policy) -> Viewer {
        let Some(session) = self.session() else { return Viewer::Anonymous };
        viewer_of(&session.account, session.organisation.as_ref(), policy)
    }

    /// As what they look at the portal: what they are, unless staff chose other eyes.
    pub fn viewer(&self, policy: &Policy) -> Viewer {
        let own = self.own_viewer(policy);
        let chosen = self.session().and_then(|session| session.view_as.as_deref());
        match chosen.and_then(Viewer::of_kind) {
            Some(other) if own == Viewer::Staff => other,
            _ => own,
        }
    }

    /// The edition of the organisation they act for; none for staff who look with other eyes.
    pub fn edition(&self) -> Option<&str> {
        let session = self.session().filter(|session| session.view_as.is_none())?;
        session.organisation.as_ref().map(|(organisation, _)| organisation.edition.as_str())
    }

    /// The person as pages show them.
    pub fn visitor(&self, policy: &Policy, locale: &Locale) -> Option<Visitor> {
        let session = self.session()?;
        let organisation =
            session.organisation.as_ref().map(|(organisation, _)| VisitorOrganisation {
                name: organisation.name.clone(),
                edition_id: organisation.edition.clone(),
                edition: edition_name(policy, &organisation.edition, locale),
            });
        let view_as = session.view_as.as_deref();
        let kind = Viewer::KINDS.into_iter().find(|(kind, _)| Some(*kind) == view_as);
        Some(Visitor {
            name: session.account.name.clone(),
            email: session.account.email.to_string(),
            organisation,
            organisations: usize::try_from(session.organisations).unwrap_or(usize::MAX),
            staff: session.account.staff,
            view_as: kind.map(|(kind, _)| kind).filter(|_| session.account.staff.is_some()),
        })
    }
}

/// What a person is who acts for an organisation, or for none.
pub fn viewer_of(
    account: &Account,
    organisation: Option<&(Organisation, Role)>,
    policy: &Policy,
) -> Viewer {
    let membership = organisation
        .map(|(organisation, role)| (organisation.edition.as_str(), *role, organisation.suspended));
    viewer::of(account.staff, membership, policy)
}

/// What an edition is called; its identifier, when the policy names it no longer.
pub fn edition_name(policy: &Policy, id: &str, locale: &Locale) -> String {
    let known = policy.editions.iter().find(|edition| edition.id == id);
    known.map_or_else(|| id.to_owned(), |edition| edition.name.get(locale).to_owned())
}

/// Finds out who asks. A request without the session's cookie asks no database.
///
/// # Errors
/// `StorageUnavailable` when the database does not answer.
pub async fn identify(state: &State, headers: &HeaderMap) -> Result<Identity, ProblemCode> {
    let Some(token) = cookie::token(&state.settings, headers) else {
        return Ok(Identity::Anonymous);
    };
    let now = state.clock.now();
    let idle_since = session::idle_since(&state.settings, now);
    let storage = &state.accounts.storage;
    let found = storage.session(&TokenHash::of(token), idle_since, now).await.map_err(problem)?;
    let Some(mut session) = found else { return Ok(Identity::Anonymous) };
    if needs_second_factor(state, &session.account) && !session.second_factor {
        session.withhold_staff();
    }
    let minute_ago = now.checked_sub(1.minute()).unwrap_or(now);
    if session.session.last_seen_at < minute_ago {
        // Reading needs no database that can be written.
        let touched = storage.touch_session(&session.session.id, now);
        match tokio::time::timeout(TOUCH_PATIENCE, touched).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the use of a session cannot be noted"),
            Err(_) => tracing::warn!("the use of a session cannot be noted in time"),
        }
    }
    Ok(Identity::SignedIn(Box::new(session)))
}

/// Whether an account's role waits for a second step. How strong a sign-in through a provider is, is left to the provider, so this is for
/// accounts with a password.
pub fn needs_second_factor(state: &State, account: &Account) -> bool {
    state.settings.second_factor == SecondFactor::RequiredOfStaff
        && account.staff.is_some()
        && account.password_hash.is_some()
}

/// The viewer who asks; an anonymous one while the database is away, so that reading goes on.
pub async fn viewer(state: &State, headers: &HeaderMap) -> Viewer {
    let identity = identify(state, headers).await.unwrap_or_default();
    identity.viewer(state.snapshot().library.policy())
}

/// The problem that a failure of storage is to whoever asked; logged here, once.
#[expect(clippy::needless_pass_by_value, reason = "`map_err(problem)` hands it over")]
pub fn problem(error: StorageError) -> ProblemCode {
    match &error {
        StorageError::Full(_) => {
            tracing::error!(%error, "the database is full");
            ProblemCode::StorageFull
        }
        StorageError::Unavailable(_) | StorageError::CannotWrite(_) => {
            tracing::error!(%error, "the database is away");
            ProblemCode::StorageUnavailable
        }
        StorageError::Conflict(_) => ProblemCode::Conflict,
        _ => {
            tracing::error!(%error, "the database failed");
            ProblemCode::Internal
        }
    }
}
