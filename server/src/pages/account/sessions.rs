//! The list of one's own sessions, and signing out there.

use axum::response::Response;
use guichet_app::pages::account::{AccountNews, SessionLine};
use guichet_model::ProblemCode;
use guichet_storage::{SessionId, SessionState};

use super::{
    super::{form::Form, sign_in},
    done,
};
use crate::{
    accounts::{browser, identity::problem, session::idle_since},
    state::State,
};

/// Where a person is signed in, this browser first.
pub(super) async fn list(
    state: &State,
    session: &SessionState,
) -> Result<Vec<SessionLine>, ProblemCode> {
    let now = state.clock.now();
    let since = idle_since(&state.settings, now);
    let found = state.accounts.storage.sessions(&session.account.id, since, now).await;
    let mut lines: Vec<SessionLine> = found
        .map_err(problem)?
        .into_iter()
        .map(|one| SessionLine {
            browser: browser::name(&one.user_agent),
            system: browser::system(&one.user_agent),
            here: one.id == session.session.id,
            id: one.id.to_string(),
            began: one.created_at,
            seen: one.last_seen_at,
        })
        .collect();
    lines.sort_by_key(|line| !line.here);
    Ok(lines)
}

/// Signs one browser out; this one too, if it is the one.
pub(super) async fn end_one(form: &Form, session: &SessionState) -> Result<Response, ProblemCode> {
    let id = SessionId::from(form.field("session").to_owned());
    let storage = &form.state.accounts.storage;
    // One that has ended already is as good as one that ends now.
    storage.end_session(&session.account.id, &id).await.map_err(problem)?;
    if id == session.session.id {
        sign_in::signed_out(form)
    } else {
        done(form, AccountNews::SessionEnded)
    }
}

/// Signs every browser out.
pub(super) async fn end_all(form: &Form, session: &SessionState) -> Result<Response, ProblemCode> {
    let storage = &form.state.accounts.storage;
    storage.end_sessions(&session.account.id, None).await.map_err(problem)?;
    sign_in::signed_out(form)
}
