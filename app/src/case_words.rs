//! What cases are called in the interface's words, the same on pages and in mail.

use guichet_model::{
    Locale, Policy,
    case::{CaseStatus, Outage, Outcome, Rating, words::WrongText},
    contact::Reason,
};
use jiff::{Timestamp, tz::TimeZone};

use crate::{hours, words::Words};

/// Seconds in a minute, an hour and a day.
const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Where a case stands, as staff say it.
pub fn status(words: &Words, status: CaseStatus) -> String {
    match status {
        CaseStatus::New => words.case_status_new(),
        CaseStatus::Open => words.case_status_open(),
        CaseStatus::Pending => words.case_status_pending(),
        CaseStatus::OnHold => words.case_status_hold(),
        CaseStatus::Solved => words.case_status_solved(),
        CaseStatus::Closed => words.case_status_closed(),
    }
}

/// Where a case stands, as its customer sees it.
pub fn status_for_customer(words: &Words, status: CaseStatus) -> String {
    match status {
        CaseStatus::New => words.case_yours_new(),
        CaseStatus::Open => words.case_yours_open(),
        CaseStatus::Pending => words.case_yours_pending(),
        CaseStatus::OnHold => words.case_yours_hold(),
        CaseStatus::Solved | CaseStatus::Closed => self::status(words, status),
    }
}

/// An outcome, as the policy calls it; in the portal's own words where the policy does not name it.
pub fn outcome(words: &Words, policy: &Policy, locale: &Locale, kind: &str) -> String {
    if let Some(named) = policy.support.outcomes.iter().find(|outcome| outcome.id == kind) {
        return named.title.get(locale).to_owned();
    }
    match kind {
        "missing-feature" => words.case_outcome_missing_feature(),
        "not-reproducible" => words.case_outcome_not_reproducible(),
        "other-team" => words.case_outcome_other_team(),
        "out-of-scope" => words.case_outcome_out_of_scope(),
        "outage-resolved" => words.case_outcome_outage(),
        _ => words.case_outcome_solved(),
    }
}

/// What belongs to an outcome, sentence by sentence.
pub fn outcome_detail(words: &Words, outcome: &Outcome) -> Vec<String> {
    match outcome {
        Outcome::Solved => Vec::new(),
        Outcome::MissingFeature { idea } => vec![words.case_detail_idea(idea)],
        Outcome::NotReproducible { advice } => vec![words.case_detail_advice(advice)],
        Outcome::OtherTeam { team } => vec![words.case_detail_team(team)],
        Outcome::OutOfScope { reason } => vec![words.case_detail_reason(reason)],
        Outcome::OutageResolved { name, .. } => {
            let mut said = vec![words.case_detail_incident(name)];
            said.extend(outcome_requests(words, outcome, false));
            said
        }
    }
}

/// What the customer asked for with an outcome, sentence by sentence, as they read it or as `staff` do.
pub(crate) fn outcome_requests(words: &Words, outcome: &Outcome, staff: bool) -> Vec<String> {
    let Outage { credit, report, .. } = outcome.outage();
    let credit =
        credit.then(|| if staff { words.desk_credit() } else { words.case_detail_credit() });
    let report =
        report.then(|| if staff { words.desk_report() } else { words.case_detail_report() });
    credit.into_iter().chain(report).collect()
}

/// An answer to the questionnaire.
pub fn rating(words: &Words, rating: Rating) -> String {
    match rating {
        Rating::Good => words.case_rating_good(),
        Rating::Fair => words.case_rating_fair(),
        Rating::Poor => words.case_rating_poor(),
    }
}

/// Why support does not answer somebody about a case, in a sentence.
pub fn lapse(words: &Words, reason: Reason) -> String {
    match reason {
        Reason::FreeEdition => words.case_lapse_free_edition(),
        Reason::NotAdministrator => words.case_lapse_not_administrator(),
        Reason::Suspended => words.case_lapse_suspended(),
        Reason::NotSignedIn | Reason::PersonalAccount | Reason::NoOrganisationChosen => {
            words.case_lapse_no_organisation()
        }
    }
}

/// An instant by the reader's clock, or by UTC where that is not known; always with the zone.
pub fn when(words: &Words, at: Timestamp, zone: Option<&TimeZone>) -> String {
    let zone = zone.cloned().unwrap_or(TimeZone::UTC);
    let shown = at.to_zoned(zone.clone());
    words.case_time(words.date(shown.date()), words.time(shown.time()), words.zone(&zone))
}

/// An instant by which something is due, as [`when`] says it; a midnight as the end of its day.
pub fn by_when(words: &Words, due: Timestamp, zone: Option<&TimeZone>) -> String {
    let shown = zone.cloned().unwrap_or(TimeZone::UTC);
    match hours::ended_day(&due.to_zoned(shown.clone())) {
        Some(day) => words.case_time_end(words.date(day), words.zone(&shown)),
        None => when(words, due, zone),
    }
}

/// A length of time in its largest two units: "2 d 4 h".
pub fn span(words: &Words, seconds: i64) -> String {
    let seconds = seconds.abs();
    let count = |number: i64| usize::try_from(number).unwrap_or(0);
    let (days, hours, minutes) = (seconds / DAY, seconds % DAY / HOUR, seconds % HOUR / MINUTE);
    match (days, hours) {
        (0, 0) => words.case_span_minutes(count(minutes)),
        (0, _) => words.case_span_hours(count(hours), count(minutes)),
        _ => words.case_span_days(count(days), count(hours)),
    }
}

/// The same in hours and minutes alone, "36 h 0 min": for business hours, of which no day has 24.
pub fn span_in_hours(words: &Words, seconds: i64) -> String {
    let count = |number: i64| usize::try_from(number).unwrap_or(0);
    match (seconds / HOUR, seconds % HOUR / MINUTE) {
        (0, minutes) => words.case_span_minutes(count(minutes)),
        (hours, minutes) => words.case_span_hours(count(hours), count(minutes)),
    }
}

/// What is wrong with a text, with words of its own for one that is missing.
pub fn wrong_or_missing(words: &Words, wrong: WrongText, missing: String) -> String {
    if wrong == WrongText::Empty { missing } else { wrong_text(words, wrong) }
}

/// What is wrong with a text.
pub fn wrong_text(words: &Words, wrong: WrongText) -> String {
    match wrong {
        WrongText::Empty => words.case_wrong_empty(),
        WrongText::NoWords => words.case_wrong_no_words(),
        WrongText::TooLong { length, limit } => {
            words.case_wrong_long(words.number(length), words.number(limit))
        }
    }
}
