//! How a case was: one question, answered by whoever has the link that was sent, or by whoever asked once they are signed in.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State as Shared,
    http::{Request, StatusCode},
    response::Response,
};
use guichet_app::{
    page::PageRequest,
    pages::{
        View,
        cases::rating::{RatingFault, RatingStage, RatingView},
    },
};
use guichet_model::{
    Page, ProblemCode,
    case::{CaseRef, Rating, words},
};

use crate::{
    accounts::identity::{Identity, problem},
    cases::rating,
    pages::{
        form::Form,
        reader::Elsewhere,
        view::{self, Asked},
    },
    state::State,
};

/// The page of the questionnaire: for whoever has the link that was sent, and for whoever asked.
///
/// # Errors
/// That one signs in first, that the case is not the reader's to rate, or that the database does not answer.
pub async fn view(
    asked: &Asked<'_>,
    request: &PageRequest,
    reference: &CaseRef,
) -> Result<View, Elsewhere> {
    let (key, identity) = (asked.parameter("key"), asked.identity);
    if key.is_none() && identity.session().is_none() {
        return Err(view::sign_in_first(asked, &request.locale));
    }
    let page = rating_view(asked.state, identity, reference, key.unwrap_or_default()).await;
    let mut page = page.map_err(Elsewhere::Problem)?;
    let clicked = asked.parameter("rating").as_deref().and_then(Rating::parse);
    if clicked.is_some() && page.at == RatingStage::Asked {
        page.chosen = clicked;
        // A link that anyone could have written answers for nobody: only the mail's own, with its key, is sent without the button.
        let storage = &asked.state.accounts.storage;
        let signed = rating::is_signed(storage, reference, &page.key).await;
        if signed.map_err(problem).map_err(Elsewhere::Problem)? {
            page.at = RatingStage::Clicked;
        }
    }
    Ok(View::Rating(page))
}

async fn rating_view(
    state: &State,
    identity: &Identity,
    reference: &CaseRef,
    key: String,
) -> Result<RatingView, ProblemCode> {
    let storage = &state.accounts.storage;
    let signed = rating::is_signed(storage, reference, &key).await.map_err(problem)?;
    let session = identity.session();
    let asker = session.map(|session| &session.account.id);
    // The key is for whoever asked, and nobody rates their own work.
    let is_staff =
        session.is_some_and(|session| session.account.staff.or(session.withheld).is_some());
    let signed = signed && !is_staff;
    let case = storage.case(reference).await.map_err(problem)?;
    let case = case.filter(|case| signed || asker == Some(&case.requester.id));
    let case = case.ok_or(ProblemCode::NotFound)?;
    let before = storage.rating(reference).await.map_err(problem)?;
    let (chosen, words) =
        before.map_or((None, String::new()), |(rating, words)| (Some(rating), words));
    let at = if case.state.status.is_open() { RatingStage::Early } else { RatingStage::Asked };
    Ok(RatingView {
        reference: reference.clone(),
        title: case.title,
        at,
        key,
        chosen,
        shown: !words.is_empty(),
        words,
        fault: None,
    })
}

/// Receives an answer to the questionnaire.
pub async fn submit(Shared(state): Shared<Arc<State>>, request: Request<Body>) -> Response {
    match Form::receive(state, request, None).await {
        Ok(form) => form.answer(keep_rating(&form).await),
        Err(refused) => *refused,
    }
}

async fn keep_rating(form: &Form) -> Result<Response, ProblemCode> {
    let Page::CaseRating(reference) = form.page.page.clone() else {
        return Err(ProblemCode::NotFound);
    };
    let key = form.field("key").to_owned();
    let mut page = rating_view(&form.state, &form.identity, &reference, key).await?;
    if page.at == RatingStage::Early {
        return form.show(View::Rating(page), StatusCode::CONFLICT).await;
    }
    page.chosen = Rating::parse(form.field("rating"));
    page.shown = form.field("shown") == "1";
    let before = std::mem::replace(&mut page.words, form.field("words").to_owned());
    let more = match words::reason(&page.words) {
        Ok(more) => more,
        // Whoever answers once more without having seen what they said before does not take it back.
        Err(words::WrongText::Empty) if !page.shown => before,
        Err(words::WrongText::Empty) => String::new(),
        Err(wrong) => {
            page.fault = Some(RatingFault::Words(wrong));
            return form.show(View::Rating(page), StatusCode::OK).await;
        }
    };
    let Some(rating) = page.chosen else {
        page.fault = Some(RatingFault::None);
        return form.show(View::Rating(page), StatusCode::OK).await;
    };
    let (storage, now) = (&form.state.accounts.storage, form.state.clock.now());
    storage.rate_case(&reference, rating, &more, now).await.map_err(problem)?;
    page.at = RatingStage::Sent;
    form.show(View::Rating(page), StatusCode::OK).await
}
