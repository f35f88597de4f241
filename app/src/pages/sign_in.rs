//! Signing in: address and password, what else opens the door, and whom it is not for.

use guichet_model::{Page, email::InvalidEmail, route};
use leptos::prelude::*;

use super::provider::{self, ProviderButton};
use crate::{
    components::{
        cards,
        forms::{self, Field, Tone},
        shell::Head,
    },
    page::{Body, Context},
};

/// What the page of signing in knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignInView {
    /// The address, as typed before.
    pub email: String,
    /// The path of this portal to go on to.
    pub next: Option<String>,
    /// Why signing in did not succeed: everything that is wrong at once.
    pub faults: Vec<SignInFault>,
    /// What happened before.
    pub news: Option<SignInNews>,
    /// Whether the typed address is, by its domain, most likely a personal one.
    pub personal: bool,
    /// The identity providers one may sign in with instead.
    pub providers: Vec<ProviderButton>,
}

/// Why signing in did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInFault {
    /// The address is none.
    Email(InvalidEmail),
    /// No password was typed.
    NoPassword,
    /// Address and password do not fit together; nobody is told which of them is wrong.
    Mismatch,
    /// Too many attempts: wait for so many minutes.
    TooMany(usize),
}

/// What happened before the page was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInNews {
    /// The person signed out.
    SignedOut,
    /// They chose a new password.
    PasswordChanged,
}

impl SignInNews {
    /// Everything there is to tell.
    pub const ALL: [Self; 2] = [Self::SignedOut, Self::PasswordChanged];

    /// The name in the page's address.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignedOut => "signed-out",
            Self::PasswordChanged => "password-changed",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|news| news.name() == name)
    }
}

pub(crate) fn body(context: &Context<'_>, page: &SignInView) -> (u16, Body) {
    let words = &context.words;
    let (email_error, password_error, general) = errors(context, &page.faults);
    let waits = matches!(page.faults[..], [SignInFault::TooMany(_)]);
    let listed =
        [(Some("email"), &email_error), (Some("password"), &password_error), (None, &general)];
    let listed: Vec<_> = listed
        .into_iter()
        .filter_map(|(field, error)| error.clone().map(|error| (field, error)))
        .filter(|_| !waits)
        .collect();
    let title = forms::document_title(context, words.sign_in_title(), !page.faults.is_empty());
    let lead = lead(context, page.next.as_deref());
    let head = Head::new(title, lead.clone());
    let forgotten = context.url(&Page::ForgotPassword);
    let view = view! {
        <div class="container page narrow">
            {cards::breadcrumbs(context, Vec::new())}
            <h1>{words.sign_in_title()}</h1>
            <p class="lead">{lead}</p>
            {page.news.map(|news| news_notice(context, news))}
            {waits.then(|| forms::notice(Tone::Critical, words.sign_in_wait_title(), view! { <p>{general}</p> }.into_any()))}
            {forms::error_summary(context, listed)}
            {page.personal.then(|| personal_notice(context))}
            <form class="form" method="post" action=context.url(&Page::SignIn) novalidate=true>
                {page.next.clone().map(|next| view! { <input type="hidden" name="next" value=next /> })}
                {Field::email("email", words.sign_in_email(), &page.email).wrong(email_error).show(context)}
                {Field::password("password", words.sign_in_password(), "current-password").wrong(password_error).show(context)}
                <button class="button" type="submit">{words.sign_in_submit()}</button>
                <ul class="form-more">
                    <li><a href=forgotten>{words.sign_in_forgotten()}</a></li>
                    <li><a href=context.url(&Page::PersonalHelp)>{words.sign_in_personal()}</a></li>
                </ul>
            </form>
            {provider::buttons(context, &page.providers)}
        </div>
    };
    (200, Body { head, view: view.into_any() })
}

/// What signing in opens, by where it leads.
fn lead(context: &Context<'_>, next: Option<&str>) -> String {
    let words = &context.words;
    let path = next.and_then(|next| next.split(['?', '#']).next());
    let rest = path.and_then(|path| path.trim_start_matches('/').split_once('/'));
    match rest.and_then(|(_, rest)| Page::parse(rest)) {
        Some(Page::Cases | Page::Case(_) | Page::CaseRating(_)) => words.sign_in_lead_cases(),
        Some(Page::Desk | Page::DeskCase(_) | Page::DeskFigures | Page::DeskStatus) => {
            words.sign_in_lead_desk()
        }
        _ => words.sign_in_lead(),
    }
}

type Errors = (Option<String>, Option<String>, Option<String>);

/// What is wrong with the address, with the password, and with neither alone.
fn errors(context: &Context<'_>, faults: &[SignInFault]) -> Errors {
    let words = &context.words;
    let mut errors = Errors::default();
    for fault in faults {
        match fault {
            SignInFault::Email(wrong) => errors.0 = Some(email_error(context, *wrong)),
            SignInFault::NoPassword => errors.1 = Some(words.sign_in_no_password()),
            SignInFault::Mismatch => errors.2 = Some(words.sign_in_mismatch()),
            SignInFault::TooMany(minutes) => errors.2 = Some(words.sign_in_wait(*minutes)),
        }
    }
    errors
}

/// What is wrong with a typed address.
pub(crate) fn email_error(context: &Context<'_>, wrong: InvalidEmail) -> String {
    let words = &context.words;
    match wrong {
        InvalidEmail::Empty => words.email_empty(),
        InvalidEmail::TooLong => words.email_too_long(),
        InvalidEmail::NotAscii => words.email_not_ascii(),
        InvalidEmail::Malformed => words.email_malformed(),
    }
}

fn news_notice(context: &Context<'_>, news: SignInNews) -> AnyView {
    let words = &context.words;
    let (title, text) = match news {
        SignInNews::SignedOut => (words.signed_out_title(), words.signed_out_text()),
        SignInNews::PasswordChanged => {
            (words.password_changed_title(), words.password_changed_text())
        }
    };
    forms::notice(Tone::Positive, title, view! { <p>{text}</p> }.into_any()).into_any()
}

fn personal_notice(context: &Context<'_>) -> AnyView {
    let words = &context.words;
    let url = context.url(&Page::PersonalHelp);
    let body = view! {
        <p>{words.sign_in_personal_text()}</p>
        <p><a class="way-action" href=url>{words.sign_in_personal_action()}</a></p>
    };
    forms::notice(Tone::Info, words.sign_in_personal_title(), body.into_any()).into_any()
}

/// The address of the page that leads back to `next`.
pub(crate) fn url_with_next(context: &Context<'_>, next: &str) -> String {
    format!("{}?next={}", context.url(&Page::SignIn), route::encode(next))
}
