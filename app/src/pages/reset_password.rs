//! Choosing a new password, by a link that works once.

use guichet_model::{Page, password::Unfit};
use leptos::prelude::*;

use crate::{
    components::{
        cards,
        forms::{self, Tone},
        password,
        shell::Head,
    },
    page::{Body, Context},
};

/// What the page knows.
#[derive(Clone, PartialEq, Eq)]
pub enum ResetPasswordView {
    /// The form.
    Choose {
        /// The link's token.
        token: String,
        /// Why the password was not taken.
        unfit: Option<Unfit>,
    },
    /// The form, after too many attempts.
    Wait {
        /// The link's token.
        token: String,
        /// Minutes until the next attempt.
        minutes: usize,
    },
    /// The link has expired, was used, or never was.
    Expired,
}

impl std::fmt::Debug for ResetPasswordView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The token is a secret.
        f.write_str("ResetPasswordView")
    }
}

pub(crate) fn body(context: &Context<'_>, page: &ResetPasswordView) -> (u16, Body) {
    let words = &context.words;
    let refused = matches!(page, ResetPasswordView::Choose { unfit: Some(_), .. });
    let head =
        Head::new(forms::document_title(context, words.reset_title(), refused), words.reset_lead());
    let inner = match page {
        ResetPasswordView::Choose { token, unfit } => choose(context, token, *unfit),
        ResetPasswordView::Wait { token, minutes } => {
            let text = view! { <p>{words.sign_in_wait(*minutes)}</p> }.into_any();
            let notice = forms::notice(Tone::Critical, words.sign_in_wait_title(), text);
            view! { {notice}{choose(context, token, None)} }.into_any()
        }
        ResetPasswordView::Expired => {
            let url = context.url(&Page::ForgotPassword);
            let text = view! {
                <p>{words.reset_expired_text()}</p>
                <p><a class="way-action" href=url>{words.reset_expired_action()}</a></p>
            };
            forms::notice(Tone::Critical, words.reset_expired_title(), text.into_any()).into_any()
        }
    };
    let view = view! {
        <div class="container page narrow">
            {cards::breadcrumbs(context, Vec::new())}
            <h1>{words.reset_title()}</h1>
            {inner}
        </div>
    };
    let status = if *page == ResetPasswordView::Expired { 410 } else { 200 };
    (status, Body { head, view: view.into_any() })
}

fn choose(context: &Context<'_>, token: &str, unfit: Option<Unfit>) -> AnyView {
    let words = &context.words;
    let field = password::new_password(context, "password", words.reset_password(), unfit);
    let listed = field.error.clone().map(|error| (Some("password"), error)).into_iter().collect();
    view! {
        <p class="lead">{words.reset_lead()}</p>
        {forms::error_summary(context, listed)}
        <form class="form" method="post" action=context.url(&Page::ResetPassword) novalidate=true>
            <input type="hidden" name="token" value=token.to_owned() />
            {field.show(context)}
            <button class="button" type="submit">{words.reset_submit()}</button>
        </form>
    }
    .into_any()
}
