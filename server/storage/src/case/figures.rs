//! How quickly cases were answered and solved, and what customers thought of it.

use guichet_model::{
    case::{CaseRef, Rating},
    priority::Level,
};
use jiff::Timestamp;

use crate::{Result, Storage, query::sql};

/// The most cases figures are drawn from.
const MOST: u32 = 10_000;

/// The times of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// Its priority.
    pub priority: Level,
    /// When it was asked.
    pub created_at: Timestamp,
    /// By when the first answer was promised.
    pub answer_due_at: Option<Timestamp>,
    /// When it came.
    pub answered_at: Option<Timestamp>,
    /// By when it should have been solved.
    pub solve_due_at: Option<Timestamp>,
    /// When it was solved.
    pub solved_at: Option<Timestamp>,
}

/// What a customer thought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rated {
    /// The case.
    pub reference: CaseRef,
    /// Its title.
    pub title: String,
    /// The answer.
    pub rating: Rating,
    /// What they added.
    pub words: String,
    /// When they answered.
    pub at: Timestamp,
}

impl Storage {
    /// The times of the cases that were asked since an instant, oldest first.
    ///
    /// # Errors
    /// As every query.
    pub async fn measured(&self, since: Timestamp) -> Result<Vec<Measured>> {
        let rows = sql(
            "SELECT priority, created_at, answer_due_at, answered_at, solve_due_at, solved_at \
             FROM cases WHERE created_at >= $1 ORDER BY created_at LIMIT $2",
        )
        .bind(since)
        .bind(MOST)
        .rows(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Measured {
                    priority: row.parsed("priority", Level::of_name)?,
                    created_at: row.instant("created_at")?,
                    answer_due_at: row.instant_if_any("answer_due_at")?,
                    answered_at: row.instant_if_any("answered_at")?,
                    solve_due_at: row.instant_if_any("solve_due_at")?,
                    solved_at: row.instant_if_any("solved_at")?,
                })
            })
            .collect()
    }

    /// Keeps what a customer thought of a case, in place of what they said before.
    ///
    /// # Errors
    /// `Missing` when there is no such case.
    pub async fn rate_case(
        &self,
        reference: &CaseRef,
        rating: Rating,
        words: &str,
        now: Timestamp,
    ) -> Result<()> {
        let put = sql("INSERT INTO case_ratings (case_reference, rating, words, created_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (case_reference) DO UPDATE \
             SET rating = EXCLUDED.rating, words = EXCLUDED.words, created_at = EXCLUDED.created_at")
        .bind(reference.as_str())
        .bind(rating.name())
        .bind(words)
        .bind(now);
        self.change(put).await.map(drop)
    }

    /// What customers thought since an instant, latest first.
    ///
    /// # Errors
    /// As every query.
    pub async fn ratings(&self, since: Timestamp) -> Result<Vec<Rated>> {
        let rows = sql("SELECT r.case_reference, r.rating, r.words, r.created_at, c.title \
             FROM case_ratings r JOIN cases c ON c.reference = r.case_reference \
             WHERE r.created_at >= $1 ORDER BY r.created_at DESC, r.case_reference LIMIT $2")
        .bind(since)
        .bind(MOST)
        .rows(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Rated {
                    reference: row.parsed("case_reference", |text| text.parse().ok())?,
                    title: row.text("title")?,
                    rating: row.parsed("rating", Rating::parse)?,
                    words: row.text("words")?,
                    at: row.instant("created_at")?,
                })
            })
            .collect()
    }

    /// What a customer thought of one case.
    ///
    /// # Errors
    /// As every query.
    pub async fn rating(&self, reference: &CaseRef) -> Result<Option<(Rating, String)>> {
        let row = sql("SELECT rating, words FROM case_ratings WHERE case_reference = $1")
            .bind(reference.as_str())
            .row(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some((row.parsed("rating", Rating::parse)?, row.text("words")?)))
    }
}
