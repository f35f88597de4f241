//! How was it? One question, answered with one click, without signing in: the script sends what the link answered, a button where none runs.

use guichet_model::{
    Page,
    case::{CaseRef, Rating, words::WrongText},
};
use leptos::prelude::*;

use super::case::area;
use crate::{
    case_words,
    components::{
        forms::{self, Tone},
        shell::Head,
    },
    page::{Body, Context},
};

/// What the page knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingView {
    /// The case.
    pub reference: CaseRef,
    /// Its title.
    pub title: String,
    /// The signature that opened the page; empty for whoever asked.
    pub key: String,
    /// The answer that stands chosen.
    pub chosen: Option<Rating>,
    /// What was added.
    pub words: String,
    /// Whether words that were kept before stand in the form, so that none mean none any more.
    pub shown: bool,
    /// How far the answer has come.
    pub at: RatingStage,
    /// What was wrong with it.
    pub fault: Option<RatingFault>,
}

/// How far an answer has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RatingStage {
    /// The case has not ended yet, so that there is nothing to say about its end.
    Early,
    /// It is asked for.
    Asked,
    /// The link that was followed gives it.
    Clicked,
    /// It was just sent.
    Sent,
}

/// What was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RatingFault {
    /// No answer was chosen.
    None,
    /// The words.
    Words(WrongText),
}

pub(crate) fn body(context: &Context<'_>, page: &RatingView) -> (u16, Body) {
    let words = &context.words;
    let title = words.rating_title();
    let head = Head::new(
        forms::document_title(context, title.clone(), page.fault.is_some()),
        String::new(),
    );
    let inner = match page.at {
        RatingStage::Early => {
            let body = view! { <p>{words.rating_early_text()}</p> };
            forms::notice(Tone::Info, words.rating_early(), body.into_any()).into_any()
        }
        RatingStage::Sent => {
            let body = view! { <p>{words.rating_thanks_text()}</p> };
            forms::notice(Tone::Positive, words.rating_thanks(), body.into_any()).into_any()
        }
        RatingStage::Asked => form(context, page),
        RatingStage::Clicked => view! { {thanks(context)}{form(context, page)} }.into_any(),
    };
    let view = view! {
        <div class="container page narrow">
            <h1>{title}</h1>
            <p class="lead"><bdi>{words.rating_about(page.reference.to_string(), &page.title)}</bdi></p>
            {inner}
        </div>
    };
    (if page.fault.is_some() { 422 } else { 200 }, Body { head, view: view.into_any() })
}

/// What the script shows once it has sent the answer that the link gave; the form below it then changes it.
fn thanks(context: &Context<'_>) -> impl IntoView + use<> {
    let words = &context.words;
    view! {
        <div id="thanks" role="status"></div>
        <template id="thanks-words">
            <div class="notice notice-positive">
                <p class="notice-title">{words.rating_thanks()}</p>
                <p>{words.rating_thanks_text()}" "{words.rating_thanks_change()}</p>
            </div>
        </template>
        <script type="module" src=context.portal.asset("rating.js")></script>
    }
}

fn form(context: &Context<'_>, page: &RatingView) -> AnyView {
    let words = &context.words;
    let missing = page.fault == Some(RatingFault::None);
    let unfit = match page.fault {
        Some(RatingFault::Words(wrong)) => Some(case_words::wrong_text(words, wrong)),
        _ => None,
    };
    let errors = missing
        .then(|| (Some("rating"), words.rating_missing()))
        .into_iter()
        .chain(unfit.clone().map(|error| (Some("words"), error)))
        .collect();
    let cards = Rating::ALL
        .into_iter()
        .map(|rating| {
            view! {
                <label class="radio-card">
                    <input type="radio" name="rating" value=rating.name() checked=page.chosen == Some(rating) required=true />
                    <span class="radio-name">{case_words::rating(words, rating)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        {forms::error_summary(context, errors)}
        <form class="form" method="post" action=context.url(&Page::CaseRating(page.reference.clone())) novalidate=true>
            <input type="hidden" name="key" value=page.key.clone() />
            {page.shown.then(|| view! { <input type="hidden" name="shown" value="1" /> })}
            <fieldset class="field" class:field-wrong=missing id="rating" tabindex="-1">
                <legend class="field-label">{words.rating_question()}</legend>
                {missing.then(|| view! { <p class="field-error">{words.rating_missing()}</p> })}
                <div class="radio-cards">{cards}</div>
            </fieldset>
            {area("words", words.rating_words(), Some(words.rating_words_hint()), unfit, page.words.clone(), 3)}
            <button class="button" type="submit">{words.rating_send()}</button>
        </form>
    }
    .into_any()
}
