//! The second step of signing in: a code of an authenticator app, or a recovery code.

use guichet_model::Page;
use leptos::prelude::*;

use crate::{
    components::{
        forms::{self, Field, Tone},
        shell::Head,
    },
    page::{Body, Context},
};

/// What the page knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactorView {
    /// A code is asked for.
    Ask {
        /// A recovery code, instead of one of the app.
        recovery: bool,
        /// Whether one was given that did not fit.
        wrong: bool,
    },
    /// Too many codes did not fit.
    Wait {
        /// A recovery code is asked for.
        recovery: bool,
        /// How long to wait.
        minutes: usize,
    },
    /// The sign-in it belonged to is gone.
    Over,
}

pub(crate) fn body(context: &Context<'_>, page: &SecondFactorView) -> (u16, Body) {
    match *page {
        SecondFactorView::Ask { recovery, wrong } => {
            let status = if wrong { 422 } else { 200 };
            (status, ask(context, recovery, wrong, None))
        }
        SecondFactorView::Wait { recovery, minutes } => {
            (429, ask(context, recovery, false, Some(minutes)))
        }
        SecondFactorView::Over => (403, over(context)),
    }
}

fn ask(context: &Context<'_>, recovery: bool, wrong: bool, wait: Option<usize>) -> Body {
    let words = &context.words;
    let here = context.url(&Page::SecondFactor);
    let (title, lead, other, other_url) = if recovery {
        (
            words.second_factor_recovery_title(),
            words.second_factor_recovery_text(),
            words.second_factor_use_app(),
            here.clone(),
        )
    } else {
        (
            words.second_factor_title(),
            words.second_factor_text(),
            words.second_factor_use_recovery(),
            format!("{here}?with=recovery-code"),
        )
    };
    let error = wrong.then(|| {
        if recovery { words.second_factor_recovery_wrong() } else { words.second_factor_wrong() }
    });
    let listed = error.clone().map(|error| (Some("code"), error)).into_iter().collect();
    let wait = wait.map(|minutes| {
        let text = view! { <p>{words.second_factor_wait_text(minutes)}</p> }.into_any();
        forms::notice(Tone::Critical, words.second_factor_wait_title(), text)
    });
    let head = Head::new(
        forms::document_title(context, title.clone(), wrong || wait.is_some()),
        String::new(),
    );
    let view = view! {
        <div class="container page narrow">
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
            {wait}
            {forms::error_summary(context, listed)}
            <form class="form" method="post" action=here novalidate=true>
                {recovery.then(|| view! { <input type="hidden" name="with" value="recovery-code" /> })}
                {field(context, recovery).wrong(error).show(context)}
                <button class="button" type="submit">{words.second_factor_continue()}</button>
                <p class="form-more"><a href=other_url>{other}</a></p>
            </form>
        </div>
    };
    Body { head, view: view.into_any() }
}

fn field(context: &Context<'_>, recovery: bool) -> Field {
    let words = &context.words;
    if recovery {
        Field {
            hint: Some(words.second_factor_recovery_hint()),
            ..Field::new("code", "text", words.second_factor_recovery_code())
        }
    } else {
        Field {
            hint: Some(words.second_factor_code_hint()),
            autocomplete: "one-time-code",
            inputmode: Some("numeric"),
            ..Field::new("code", "text", words.second_factor_code())
        }
    }
}

fn over(context: &Context<'_>) -> Body {
    let words = &context.words;
    let title = words.second_factor_over_title();
    let head = Head::new(title.clone(), String::new());
    let view = view! {
        <div class="container page narrow problem">
            <h1>{title}</h1>
            <p class="lead">{words.second_factor_over_text()}</p>
            <p class="actions">
                <a class="button" href=context.url(&Page::SignIn)>{words.second_factor_sign_in()}</a>
            </p>
        </div>
    };
    Body { head, view: view.into_any() }
}
