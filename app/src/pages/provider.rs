//! Signing in through an identity provider that did not come to an end: what happened, and the ways on.

use guichet_model::Page;
use leptos::prelude::*;

use crate::{
    components::{shell::Head, ways},
    page::{Body, Context},
};

/// A way to sign in through a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderButton {
    /// What people call the provider.
    pub name: String,
    /// Where the way begins.
    pub url: String,
}

/// Why nobody is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProviderProblem {
    /// The provider does not answer.
    Unreachable,
    /// The provider answers what cannot be believed.
    Untrusted,
    /// The person, or the provider for them, said no.
    Declined,
    /// The way took too long, was gone already, or began in another browser.
    Stale,
    /// The provider does not say that the person's address is theirs.
    Unverified,
    /// An account has the address, and this provider may not open it.
    AddressTaken,
    /// The account is suspended.
    Suspended,
}

impl ProviderProblem {
    /// The HTTP status of its page.
    pub fn status(self) -> u16 {
        match self {
            Self::Stale => 400,
            Self::Declined | Self::Unverified | Self::AddressTaken | Self::Suspended => 403,
            Self::Untrusted => 502,
            Self::Unreachable => 503,
        }
    }

    /// Whether the same way may well come to its end next time.
    fn is_worth_another_try(self) -> bool {
        matches!(self, Self::Unreachable | Self::Untrusted | Self::Declined | Self::Stale)
    }
}

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderView {
    /// What happened.
    pub problem: ProviderProblem,
    /// The way to try again, where it is known which one it was.
    pub again: Option<ProviderButton>,
    /// The page for signing in, with where to go on to.
    pub sign_in: String,
}

/// The providers on the page for signing in.
pub(crate) fn buttons(context: &Context<'_>, buttons: &[ProviderButton]) -> Option<AnyView> {
    let words = &context.words;
    let rows = buttons
        .iter()
        .map(|button| {
            let name = words.sign_in_provider(button.name.as_str());
            view! { <li><a class="way-action" href=button.url.clone() rel="nofollow">{name}</a></li> }
        })
        .collect_view();
    let list = || {
        view! {
            <section class="providers">
                <h2 class="section-title">{words.sign_in_providers()}</h2>
                <ul>{rows}</ul>
            </section>
        }
    };
    (!buttons.is_empty()).then(|| list().into_any())
}

pub(crate) fn body(context: &Context<'_>, page: &ProviderView) -> (u16, Body) {
    let words = &context.words;
    let name = page.again.as_ref().map_or("", |button| button.name.as_str());
    let (title, text) = match page.problem {
        ProviderProblem::Unreachable => {
            (words.provider_unreachable_title(name), words.provider_unreachable_text())
        }
        ProviderProblem::Untrusted => {
            (words.provider_untrusted_title(name), words.provider_untrusted_text())
        }
        ProviderProblem::Declined => {
            (words.provider_declined_title(name), words.provider_declined_text())
        }
        ProviderProblem::Stale => (words.provider_stale_title(), words.provider_stale_text()),
        ProviderProblem::Unverified => {
            (words.provider_unverified_title(), words.provider_unverified_text(name))
        }
        ProviderProblem::AddressTaken => {
            (words.provider_address_taken_title(), words.provider_address_taken_text(name))
        }
        ProviderProblem::Suspended => {
            (words.provider_suspended_title(), words.provider_suspended_text())
        }
    };
    let again = page.again.clone().filter(|_| page.problem.is_worth_another_try()).map(|button| {
        view! { <a class="button" href=button.url>{words.provider_again(button.name)}</a> }
    });
    let reset = (page.problem == ProviderProblem::AddressTaken).then(|| {
        view! { <a class="way-action" href=context.url(&Page::ForgotPassword)>{words.provider_set_password()}</a> }
    });
    let head = Head::new(title.clone(), String::new());
    let view = view! {
        <div class="container page narrow problem">
            <h1>{title}</h1>
            <p class="lead">{text}</p>
            <p class="actions">
                {again}
                <a class="way-action" href=page.sign_in.clone()>{words.provider_other_ways()}</a>
                {reset}
            </p>
            <section class="section">
                <h2 class="section-title">{words.home_ways()}</h2>
                {ways::ways(context, None).into_any()}
            </section>
        </div>
    };
    (page.problem.status(), Body { head, view: view.into_any() })
}
