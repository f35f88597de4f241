//! The desk's figures.

use guichet_app::{
    page::PageRequest,
    pages::{View, desk::figures::FiguresView},
};
use guichet_model::case::Rating;
use jiff::SignedDuration;

use super::case::agent;
use crate::{
    accounts::identity::problem,
    cases::figures,
    pages::{
        reader::{self, Elsewhere},
        view::{self, Asked},
    },
};

/// The days that are looked back on.
const DAYS: u16 = 90;
/// What customers added that is shown at most.
const VOICES: usize = 20;

/// What the page knows.
///
/// # Errors
/// Where to go first.
pub async fn view(asked: &Asked<'_>, request: &PageRequest) -> Result<View, Elsewhere> {
    agent(asked.identity.session())
        .map_err(Elsewhere::Problem)?
        .ok_or_else(|| view::sign_in_first(asked, &request.locale))?;
    let (storage, now) = (&asked.state.accounts.storage, asked.state.clock.now());
    let since = SignedDuration::from_hours(i64::from(DAYS) * 24);
    let since = now.saturating_sub(since).unwrap_or(now);
    let failed = |error| Elsewhere::Problem(problem(error));
    let measured = storage.measured(since).await.map_err(failed)?;
    let rated = storage.ratings(since).await.map_err(failed)?;
    let zone = reader::zone(asked.headers).unwrap_or(jiff::tz::TimeZone::UTC);
    let of = |rating| rated.iter().filter(|rated| rated.rating == rating).count();
    Ok(View::Figures(FiguresView {
        days: usize::from(DAYS),
        levels: figures::levels(&measured, asked.snapshot.library.policy(), now),
        weeks: figures::weeks(&measured, figures::ANSWER, now, &zone),
        solved_weeks: figures::weeks(&measured, figures::SOLUTION, now, &zone),
        ratings: Rating::ALL
            .map(|rating| (rating, u32::try_from(of(rating)).unwrap_or(u32::MAX)))
            .to_vec(),
        voices: rated
            .iter()
            .filter(|rated| !rated.words.is_empty())
            .take(VOICES)
            .map(|rated| (rated.reference.clone(), rated.rating, rated.words.clone()))
            .collect(),
    }))
}
