//! One's own account: who the portal takes one for, password, second step, sessions.

mod second_step;
mod sessions;

use guichet_model::{Page, password::Unfit, viewer::Role};
use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::*;

use crate::{
    case_words,
    components::{
        forms::{self, Field, Tone},
        password::{new_password, unfit_text},
        shell::Head,
    },
    page::{Body, Context},
};

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// What people call the person.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// Whether they work for the operator.
    pub staff: Staff,
    /// The organisation they act for.
    pub organisation: Option<ActingFor>,
    /// To how many organisations they belong.
    pub organisations: usize,
    /// Whether they can sign in with a password.
    pub has_password: bool,
    /// Whether they have to keep their second step.
    pub second_step_required: bool,
    /// The second step of signing in.
    pub second_step: SecondStep,
    /// Where they are signed in, this browser first.
    pub sessions: Vec<SessionLine>,
    /// What the providers that open the account are called.
    pub providers: Vec<String>,
    /// The reader's time zone, where it is known.
    pub zone: Option<TimeZone>,
    /// What was just done.
    pub news: Option<AccountNews>,
    /// What is wrong with the form that was sent.
    pub faults: Vec<AccountFault>,
}

/// Whether a person works for the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staff {
    /// They do not.
    No,
    /// They do.
    Yes,
    /// They would, had they a second step.
    Waiting,
}

impl AccountView {
    /// Whether it takes the password to prove who asks: a code otherwise.
    fn is_proven_by_password(&self, of: ProofOf) -> bool {
        self.has_password && (of == ProofOf::On || !self.second_step_required)
    }
}

/// The organisation a person acts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActingFor {
    /// What people call it.
    pub name: String,
    /// What its edition is called, in the reader's language.
    pub edition: String,
    /// The person's role there.
    pub role: Role,
}

/// The second step of signing in. It has no `Debug`: secrets stand in it.
#[derive(Clone, PartialEq, Eq)]
pub enum SecondStep {
    /// There is none.
    Off,
    /// It is being set up.
    SettingUp(Enrolment),
    /// It is on.
    On {
        /// Since when.
        since: Timestamp,
        /// How many recovery codes are left.
        codes_left: usize,
        /// Codes just made, shown this once.
        new_codes: Vec<String>,
    },
}

impl SecondStep {
    /// Whether it is all that the page shall show now: something has to be done with it before anything else.
    fn is_urgent(&self) -> bool {
        match self {
            Self::Off => false,
            Self::SettingUp(_) => true,
            Self::On { new_codes, .. } => !new_codes.is_empty(),
        }
    }
}

impl std::fmt::Debug for SecondStep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Off => "Off",
            Self::SettingUp(_) => "SettingUp",
            Self::On { .. } => "On",
        })
    }
}

/// What an authenticator app has to be told.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The key under the portal's seal, which comes back with the first code.
    pub sealed: String,
    /// The key as one types it.
    pub key: String,
    /// The key as an `otpauth:` address, which opens an app on the same device.
    pub address: String,
    /// The key as a QR code: SVG path data, in modules.
    pub qr_path: String,
    /// The side of the QR code, in modules.
    pub qr_size: u32,
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// The session's name.
    pub id: String,
    /// What the browser is called, if it says so.
    pub browser: Option<&'static str>,
    /// What it runs on, if it says so.
    pub system: Option<&'static str>,
    /// When the person signed in.
    pub began: Timestamp,
    /// When it was last used.
    pub seen: Timestamp,
    /// Whether it is this one.
    pub here: bool,
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountNews {
    /// The password was changed.
    PasswordChanged,
    /// The second step was turned on.
    SecondStepOn,
    /// The second step was turned off.
    SecondStepOff,
    /// Another browser was signed out.
    SessionEnded,
}

impl AccountNews {
    const ALL: [(&'static str, Self); 3] = [
        ("password", Self::PasswordChanged),
        ("second-step-off", Self::SecondStepOff),
        ("signed-out", Self::SessionEnded),
    ];

    /// Its name in addresses; none for what is said together with something that is shown once.
    pub fn name(self) -> Option<&'static str> {
        Self::ALL.into_iter().find(|(_, news)| *news == self).map(|(name, _)| name)
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, news)| news)
    }
}

/// What is wrong with a form of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountFault {
    /// The present password is another one.
    PresentPassword,
    /// The new password cannot be taken.
    NewPassword(Unfit),
    /// The code of the app that is being set up does not fit.
    FirstCode,
    /// Setting up took too long.
    EnrolmentExpired,
    /// What should prove that it is the person does not, in one of the forms that ask for it.
    Proof(ProofOf),
    /// Too many attempts failed; how many minutes to wait.
    Wait(usize),
}

/// For what a person proves that it is they.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofOf {
    /// Turning the second step on.
    On,
    /// Turning it off.
    Off,
    /// Making new recovery codes.
    Codes,
}

impl ProofOf {
    /// The name of the field.
    pub fn field(self) -> &'static str {
        match self {
            Self::On => "on-proof",
            Self::Off => "off-proof",
            Self::Codes => "codes-proof",
        }
    }
}

pub(crate) fn body(context: &Context<'_>, page: &AccountView) -> (u16, Body) {
    let words = &context.words;
    let title = words.account_title();
    let waits = page.faults.iter().find_map(|fault| match fault {
        AccountFault::Wait(minutes) => Some(*minutes),
        _ => None,
    });
    let listed =
        page.faults.iter().map(|fault| (field_of(*fault), fault_text(context, page, *fault)));
    let refused = !page.faults.is_empty();
    let head = Head::new(forms::document_title(context, title.clone(), refused), String::new());
    let second_step = second_step::section(context, page).into_any();
    let sections = if page.second_step.is_urgent() {
        second_step
    } else {
        view! {
            {person(context, page).into_any()}
            {password(context, page).into_any()}
            {second_step}
            {sessions::section(context, page).into_any()}
            {providers(context, page).into_any()}
        }
        .into_any()
    };
    let view = view! {
        <div class="container page narrow account">
            <h1>{title}</h1>
            {page.news.map(|news| news_notice(context, news))}
            {(page.staff == Staff::Waiting).then(|| withheld_notice(context))}
            {forms::error_summary(context, listed.collect())}
            {sections}
        </div>
    };
    let status = match (waits, refused) {
        (Some(_), _) => 429,
        (None, true) => 422,
        (None, false) => 200,
    };
    (status, Body { head, view: view.into_any() })
}

fn news_notice(context: &Context<'_>, news: AccountNews) -> impl IntoView + use<> {
    let words = &context.words;
    let (title, text) = match news {
        AccountNews::PasswordChanged => {
            (words.account_password_changed(), Some(words.account_password_changed_text()))
        }
        AccountNews::SecondStepOn => (words.account_factor_turned_on(), None),
        AccountNews::SecondStepOff => (words.account_factor_turned_off(), None),
        AccountNews::SessionEnded => (words.account_session_ended(), None),
    };
    forms::notice(Tone::Positive, title, text.map(|text| view! { <p>{text}</p> }).into_any())
}

/// Tells staff what their work waits for.
fn withheld_notice(context: &Context<'_>) -> impl IntoView + use<> {
    let words = &context.words;
    let text = words.account_staff_waits_text();
    forms::notice(Tone::Info, words.account_staff_waits(), view! { <p>{text}</p> }.into_any())
}

fn person(context: &Context<'_>, page: &AccountView) -> impl IntoView + use<> {
    let words = &context.words;
    let organisation = match &page.organisation {
        Some(one) => words.account_organisation_line(
            one.edition.clone(),
            one.name.clone(),
            role_name(context, one.role),
        ),
        None if page.staff != Staff::No => words.account_staff(),
        None if page.organisations > 0 => words.account_organisation_unchosen(),
        None => words.account_organisation_personal(),
    };
    let choose = (page.organisations > 1 && page.staff == Staff::No).then(|| {
        let url = context.url(&Page::Organisations);
        view! { <p class="form-more"><a href=url>{words.account_organisation_choose()}</a></p> }
    });
    view! {
        <dl class="facts">
            <dt>{words.account_name()}</dt>
            <dd>{page.name.clone()}</dd>
            <dt>{words.account_email()}</dt>
            <dd>{page.email.clone()}</dd>
            <dt>{words.account_organisation()}</dt>
            <dd>{organisation}{choose}</dd>
        </dl>
    }
}

fn password(context: &Context<'_>, page: &AccountView) -> impl IntoView + use<> {
    let words = &context.words;
    let inner = if page.has_password {
        let fault = AccountFault::PresentPassword;
        let wrong = page.faults.contains(&fault).then(|| fault_text(context, page, fault));
        let unfit = page.faults.iter().find_map(|fault| match fault {
            AccountFault::NewPassword(unfit) => Some(*unfit),
            _ => None,
        });
        let present = words.account_password_present();
        view! {
            <p>{words.account_password_text()}</p>
            <form class="form" method="post" action=context.url(&Page::Account) novalidate=true>
                <input type="hidden" name="action" value="password" />
                {username(page)}
                {Field::password("present-password", present, "current-password").wrong(wrong).show(context)}
                {new_password(context, "new-password", words.account_password_new(), unfit).show(context)}
                <button class="button" type="submit">{words.account_password_save()}</button>
            </form>
        }
        .into_any()
    } else {
        let url = context.url(&Page::ForgotPassword);
        view! {
            <p>{words.account_password_none()}</p>
            <p class="form-more"><a href=url>{words.account_password_set()}</a></p>
        }
        .into_any()
    };
    view! {
        <section class="section">
            <h2 class="section-title">{words.account_password()}</h2>
            <div>{inner}</div>
        </section>
    }
}

/// The address, for password managers: which account's password it is (HTML, section 4.10.18.7).
fn username(page: &AccountView) -> impl IntoView + use<> {
    view! { <input type="text" name="username" autocomplete="username" value=page.email.clone() hidden=true /> }
}

fn providers(context: &Context<'_>, page: &AccountView) -> Option<impl IntoView + use<>> {
    let words = &context.words;
    let names = page.providers.iter().map(|name| view! { <li>{name.clone()}</li> }).collect_view();
    (!page.providers.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2 class="section-title">{words.account_providers()}</h2>
                <div>
                    <p>{words.account_providers_text()}</p>
                    <ul class="plain-list">{names}</ul>
                </div>
            </section>
        }
    })
}

/// The field that a fault stands at.
fn field_of(fault: AccountFault) -> Option<&'static str> {
    match fault {
        AccountFault::PresentPassword => Some("present-password"),
        AccountFault::NewPassword(_) => Some("new-password"),
        AccountFault::FirstCode => Some("first-code"),
        AccountFault::Proof(of) => Some(of.field()),
        AccountFault::EnrolmentExpired | AccountFault::Wait(_) => None,
    }
}

/// What a fault says.
fn fault_text(context: &Context<'_>, page: &AccountView, fault: AccountFault) -> String {
    let words = &context.words;
    match fault {
        AccountFault::PresentPassword => words.account_password_wrong(),
        AccountFault::NewPassword(unfit) => unfit_text(context, unfit),
        AccountFault::FirstCode => words.account_factor_code_wrong(),
        AccountFault::EnrolmentExpired => words.account_factor_expired(),
        AccountFault::Proof(of) if page.is_proven_by_password(of) => {
            words.account_factor_password_wrong()
        }
        AccountFault::Proof(_) => words.account_proof_code_wrong(),
        AccountFault::Wait(minutes) => words.account_wait(minutes),
    }
}

/// What a role is called.
pub(crate) fn role_name(context: &Context<'_>, role: Role) -> String {
    match role {
        Role::Administrator => context.words.account_role_administrator(),
        Role::Member => context.words.account_role_member(),
    }
}

/// An instant in words, with the zone it is told in.
fn instant(context: &Context<'_>, page: &AccountView, instant: Timestamp) -> String {
    case_words::when(&context.words, instant, page.zone.as_ref())
}
