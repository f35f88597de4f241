//! A new password in place of the present one.

use axum::response::Response;
use guichet_app::pages::account::{AccountFault, AccountNews};
use guichet_model::ProblemCode;
use guichet_storage::SessionState;

use super::{super::form::Form, done, proof, refuse, wait};
use crate::accounts::{identity::problem, password::Verdict, reset};

/// Whether a password is that of the session's account.
///
/// # Errors
/// When too many wait to be compared.
pub(super) async fn is_right(
    form: &Form,
    session: &SessionState,
    password: &str,
) -> Result<bool, ProblemCode> {
    let kept = session.account.password_hash.as_deref();
    let verdict = form.state.accounts.passwords.verify(password, kept).await?;
    Ok(verdict != Verdict::Wrong)
}

/// Changes the password, and signs out every other browser.
pub(super) async fn change(form: &Form, session: &SessionState) -> Result<Response, ProblemCode> {
    let (accounts, account, now) = (&form.state.accounts, &session.account, form.state.clock.now());
    if account.password_hash.is_none() {
        // There is no form for it on the page.
        return Err(ProblemCode::Forbidden);
    }
    let bucket = proof(session);
    if let Err(long) = accounts.throttle.attempt(&bucket, now) {
        return wait(form, session, long).await;
    }
    let mut faults = Vec::new();
    if is_right(form, session, form.field("present-password")).await? {
        accounts.throttle.forgive(&bucket);
    } else {
        // Nothing more is worked out for someone who may not be the owner.
        faults.push(AccountFault::PresentPassword);
        return refuse(form, session, faults).await;
    }
    let new = form.field("new-password");
    let measured = reset::measure(&form.state, &form.snapshot, account, new, form.locale()).await?;
    if let Err(unfit) = measured {
        faults.push(AccountFault::NewPassword(unfit));
    }
    if !faults.is_empty() {
        return refuse(form, session, faults).await;
    }
    let hash = accounts.passwords.hash(new).await?;
    let keep = Some(&session.session.id);
    accounts.storage.set_password(&account.id, &hash, keep, now).await.map_err(problem)?;
    reset::tell(&form.state, &form.snapshot, account, form.locale()).await;
    done(form, AccountNews::PasswordChanged)
}
