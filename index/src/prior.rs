//! What speaks for an article whatever is searched for: its date, whether it helped, how much it is read. It breaks ties, and never
//! buries what matches better: see [`crate::weights`] for how little it may change.
//!
//! Nothing is held against the clock: the newest article of a language is fresh, and the others are as old as they are beside it.

use guichet_model::search::{Document, Reception};

use crate::weights;

/// The four numbers kept of an article: the day it was brought up to date, counted from 1970 (0 when unknown), and its reception.
pub(crate) type Kept = [u32; 4];

/// What is kept of an article.
pub(crate) fn keep(document: &Document) -> Kept {
    let day = document.updated.and_then(|date| {
        let since = jiff::civil::date(1970, 1, 1).until(date).ok()?;
        u32::try_from(since.get_days()).ok()
    });
    let Reception { views, helped, did_not_help } = document.reception.unwrap_or_default();
    [day.unwrap_or(0), views, helped, did_not_help]
}

/// What each article's score is multiplied by.
pub(crate) fn factors(kept: &[Kept]) -> Vec<f32> {
    let newest = kept.iter().map(|k| k[0]).max().unwrap_or(0);
    let most_views = kept.iter().map(|k| k[1]).max().unwrap_or(0);
    let factor = |&[day, views, helped, did_not_help]: &Kept| {
        let fresh =
            if day > 0 { (-((newest - day) as f32) / weights::FRESH_DAYS).exp2() } else { 0.0 };
        let (helped, did_not_help) = (helped as f32, did_not_help as f32);
        let helpful = (helped - did_not_help) / (helped + did_not_help + 2.0 * weights::VERDICTS);
        let read =
            if views > 0 { (views as f32).ln_1p() / (most_views as f32).ln_1p() } else { 0.0 };
        1.0 + weights::FRESHNESS * fresh + weights::HELPFULNESS * helpful + weights::VIEWS * read
    };
    kept.iter().map(factor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_there_is_to_say_for_an_article_is_little() {
        let kept =
            [[20_000, 1_000_000, 10_000, 0], [1, 0, 0, 10_000], [0; 4], [19_635, 1000, 1, 0]];
        let factors = factors(&kept);
        assert!(factors[0] > factors[3] && factors[3] > factors[2] && factors[2] > factors[1]);
        assert!(factors.iter().all(|f| (0.985..1.03).contains(f)), "{factors:?}");
    }
}
