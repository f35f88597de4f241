//! Asking for a link to choose a new password.

use guichet_model::{Page, email::InvalidEmail};
use leptos::prelude::*;

use crate::{
    components::{
        cards,
        forms::{self, Field, Tone},
        shell::Head,
    },
    page::{Body, Context},
    pages::sign_in,
};

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForgotPasswordView {
    /// The form.
    Ask {
        /// The address, as typed before.
        email: String,
        /// Why no link was sent.
        fault: Option<ForgotPasswordFault>,
    },
    /// The same to everyone who asked, whether there is an account or not.
    Sent {
        /// For how many minutes the link works.
        minutes: usize,
    },
    /// The portal sends no mail.
    NoMail,
}

/// Why no link was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForgotPasswordFault {
    /// The address is none.
    Email(InvalidEmail),
    /// Too many were asked for: wait for so many minutes.
    TooMany(usize),
}

pub(crate) fn body(context: &Context<'_>, page: &ForgotPasswordView) -> (u16, Body) {
    let words = &context.words;
    let refused = matches!(page, ForgotPasswordView::Ask { fault: Some(_), .. });
    let title = forms::document_title(context, words.forgotten_title(), refused);
    let head = Head::new(title, words.forgotten_lead());
    let inner = match page {
        ForgotPasswordView::Ask { email, fault } => ask(context, email, fault.as_ref()),
        ForgotPasswordView::Sent { minutes } => {
            let text = view! { <p>{words.forgotten_sent_text(*minutes)}</p> };
            let again = context.url(&Page::ForgotPassword);
            view! {
                {forms::notice(Tone::Positive, words.forgotten_sent_title(), text.into_any())}
                <p class="section-note">{words.forgotten_sent_nothing()}</p>
                <ul class="form-more"><li><a href=again>{words.forgotten_again()}</a></li></ul>
            }
            .into_any()
        }
        ForgotPasswordView::NoMail => {
            let text = view! { <p>{words.forgotten_no_mail_text()}</p> };
            forms::notice(Tone::Info, words.forgotten_no_mail_title(), text.into_any()).into_any()
        }
    };
    let view = view! {
        <div class="container page narrow">
            {cards::breadcrumbs(context, Vec::new())}
            <h1>{words.forgotten_title()}</h1>
            {inner}
            <ul class="form-more">
                <li><a href=context.url(&Page::SignIn)>{words.forgotten_back()}</a></li>
            </ul>
        </div>
    };
    (200, Body { head, view: view.into_any() })
}

fn ask(context: &Context<'_>, email: &str, fault: Option<&ForgotPasswordFault>) -> AnyView {
    let words = &context.words;
    let (error, wait) = match fault {
        None => (None, None),
        Some(ForgotPasswordFault::Email(wrong)) => {
            (Some(sign_in::email_error(context, *wrong)), None)
        }
        Some(ForgotPasswordFault::TooMany(minutes)) => (None, Some(words.forgotten_wait(*minutes))),
    };
    let listed = error.clone().map(|error| (Some("email"), error)).into_iter().collect();
    let wait = wait.map(|text| {
        let text = view! { <p>{text}</p> }.into_any();
        forms::notice(Tone::Critical, words.sign_in_wait_title(), text)
    });
    view! {
        <p class="lead">{words.forgotten_lead()}</p>
        {wait}
        {forms::error_summary(context, listed)}
        <form class="form" method="post" action=context.url(&Page::ForgotPassword) novalidate=true>
            {Field::email("email", words.sign_in_email(), email).wrong(error).show(context)}
            <button class="button" type="submit">{words.forgotten_submit()}</button>
        </form>
    }
    .into_any()
}
