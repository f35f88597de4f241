//! The second step of signing in: turned on with the app's first code, turned off and given new recovery codes with a proof of who asks.

use axum::{http::StatusCode, response::Response};
use guichet_app::pages::{
    View,
    account::{AccountFault, AccountNews, AccountView, Enrolment, ProofOf, SecondStep},
};
use guichet_model::{Locale, Page, ProblemCode};
use guichet_storage::{SessionState, TokenHash};

use super::{
    super::{form::Form, second_factor, see_other},
    done, page_of, password, proof, refuse, wait,
};
use crate::{
    accounts::{
        identity::{needs_second_factor, problem},
        totp::{self, enrolment as seal, recovery},
    },
    mail::letters::{self, SecondStepChange},
    state::{Snapshot, State},
};

/// A key for an app that is to be set up.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn enrolment(
    state: &State,
    snapshot: &Snapshot,
    session: &SessionState,
    locale: &Locale,
) -> Result<Enrolment, ProblemCode> {
    let secret = totp::new_secret().map_err(problem)?;
    let key = state.accounts.storage.secret(seal::KEY).await.map_err(problem)?;
    let sealed = seal::seal(&key, &session.account.id, &secret, state.clock.now());
    shown(snapshot, session, locale, &secret, sealed).ok_or(ProblemCode::Internal)
}

/// A key as the page shows it.
fn shown(
    snapshot: &Snapshot,
    session: &SessionState,
    locale: &Locale,
    secret: &str,
    sealed: String,
) -> Option<Enrolment> {
    let portal = snapshot.library.policy().portal.name.get(locale);
    let address = totp::address(secret, portal, session.account.email.as_str())?;
    let (qr_path, qr_size) = totp::qr_code(&address)?;
    let groups: Vec<&str> =
        (0..secret.len()).step_by(4).filter_map(|n| secret.get(n..n + 4)).collect();
    Some(Enrolment { sealed, key: groups.join(" "), address, qr_path, qr_size })
}

/// Turns the second step on, once the app has shown that it has the key.
pub(super) async fn turn_on(form: &Form, session: &SessionState) -> Result<Response, ProblemCode> {
    let (state, account) = (&form.state, &session.account);
    let (storage, now) = (&state.accounts.storage, state.clock.now());
    if storage.second_factor(&account.id).await.map_err(problem)?.is_some() {
        // Sent twice, or turned on in another tab meanwhile.
        return see_other(&Page::Account.path(form.locale()));
    }
    let bucket = proof(session);
    if let Err(long) = state.accounts.throttle.attempt(&bucket, now) {
        return wait(form, session, long).await;
    }
    let key = storage.secret(seal::KEY).await.map_err(problem)?;
    let Some(secret) = seal::open(&key, &account.id, form.field("sealed"), now) else {
        state.accounts.throttle.forgive(&bucket);
        let fresh = enrolment(state, &form.snapshot, session, form.locale()).await?;
        return again(form, session, fresh, vec![AccountFault::EnrolmentExpired]).await;
    };
    let mut faults = Vec::new();
    let step = totp::step(&secret, form.field("first-code"), now);
    if step.is_none() {
        faults.push(AccountFault::FirstCode);
    }
    if account.password_hash.is_none()
        || password::is_right(form, session, form.field(ProofOf::On.field())).await?
    {
        state.accounts.throttle.forgive(&bucket);
    } else {
        faults.push(AccountFault::Proof(ProofOf::On));
    }
    let Some(step) = step.filter(|_| faults.is_empty()) else {
        let sealed = form.field("sealed").to_owned();
        let same = shown(&form.snapshot, session, form.locale(), &secret, sealed);
        return again(form, session, same.ok_or(ProblemCode::Internal)?, faults).await;
    };
    let codes = recovery::new_codes().map_err(problem)?;
    let hashes: Vec<TokenHash> = codes.iter().map(|code| recovery::hash(code)).collect();
    let here = Some(&session.session.id);
    let set = storage.set_second_factor(&account.id, &secret, step, &hashes, here, now).await;
    set.map_err(problem)?;
    tell(form, session, SecondStepChange::On).await;
    show_codes(form, session, codes, Some(AccountNews::SecondStepOn)).await
}

/// Turns the second step off.
pub(super) async fn turn_off(form: &Form, session: &SessionState) -> Result<Response, ProblemCode> {
    if let Some(refused) = unproven(form, session, ProofOf::Off).await? {
        return Ok(refused);
    }
    let storage = &form.state.accounts.storage;
    storage.remove_second_factor(&session.account.id).await.map_err(problem)?;
    tell(form, session, SecondStepChange::Off).await;
    done(form, AccountNews::SecondStepOff)
}

/// Makes new recovery codes in place of those there are.
pub(super) async fn new_codes(
    form: &Form,
    session: &SessionState,
) -> Result<Response, ProblemCode> {
    if let Some(refused) = unproven(form, session, ProofOf::Codes).await? {
        return Ok(refused);
    }
    let codes = recovery::new_codes().map_err(problem)?;
    let hashes: Vec<TokenHash> = codes.iter().map(|code| recovery::hash(code)).collect();
    let storage = &form.state.accounts.storage;
    if !storage.set_recovery_codes(&session.account.id, &hashes).await.map_err(problem)? {
        // Turned off in another tab meanwhile.
        return see_other(&Page::Account.path(form.locale()));
    }
    tell(form, session, SecondStepChange::NewCodes).await;
    show_codes(form, session, codes, None).await
}

/// Tells the account's owner by mail what was changed.
async fn tell(form: &Form, session: &SessionState, change: SecondStepChange) {
    let (policy, locale) = (form.snapshot.library.policy(), form.locale());
    let letter = letters::Letter { policy, locale };
    let url = format!("{}{}", form.state.settings.base_url(), Page::Account.path(locale));
    let mail = letter.second_step_changed(&session.account, change, &url);
    form.state.write(&mail).await;
}

/// The answer to whoever does not prove that the account is theirs: by its password, or, where there is none or more is asked of the account,
/// by a code.
async fn unproven(
    form: &Form,
    session: &SessionState,
    of: ProofOf,
) -> Result<Option<Response>, ProblemCode> {
    let bucket = proof(session);
    let throttle = &form.state.accounts.throttle;
    if let Err(long) = throttle.attempt(&bucket, form.state.clock.now()) {
        return wait(form, session, long).await.map(Some);
    }
    let given = form.field(of.field());
    let account = &session.account;
    let by_password = account.password_hash.is_some() && !needs_second_factor(&form.state, account);
    let proven = if by_password {
        password::is_right(form, session, given).await?
    } else {
        second_factor::fits(&form.state, &account.id, given).await?
    };
    if proven {
        throttle.forgive(&bucket);
        return Ok(None);
    }
    refuse(form, session, vec![AccountFault::Proof(of)]).await.map(Some)
}

/// Shows the key again, with what is wrong.
async fn again(
    form: &Form,
    session: &SessionState,
    enrolment: Enrolment,
    faults: Vec<AccountFault>,
) -> Result<Response, ProblemCode> {
    let second_step = SecondStep::SettingUp(enrolment);
    let page = AccountView { second_step, faults, ..page_of(form, session).await? };
    form.show(View::Account(page), StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Shows codes, this once: they are kept nowhere.
async fn show_codes(
    form: &Form,
    session: &SessionState,
    codes: Vec<String>,
    news: Option<AccountNews>,
) -> Result<Response, ProblemCode> {
    let mut page = AccountView { news, ..page_of(form, session).await? };
    if let SecondStep::On { new_codes, .. } = &mut page.second_step {
        *new_codes = codes;
    }
    form.show(View::Account(page), StatusCode::OK).await
}
