//! The rows of a measurement, for people and as JSON.

use std::fmt::Write as _;

use serde_json::json;

use crate::failure::{Doing as _, Result};

/// What a value is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Budget {
    /// It may not be larger.
    AtMost(f64),
    /// It may not be smaller.
    AtLeast(f64),
    /// It is only told.
    None,
}

/// One measured value.
#[derive(Debug)]
struct Row {
    what: String,
    value: f64,
    unit: &'static str,
    budget: Budget,
}

impl Row {
    fn met(&self) -> Option<bool> {
        match self.budget {
            Budget::AtMost(limit) => Some(self.value <= limit),
            Budget::AtLeast(limit) => Some(self.value >= limit),
            Budget::None => None,
        }
    }
}

/// All measured values.
#[derive(Debug, Default)]
pub(crate) struct Report {
    rows: Vec<Row>,
}

impl Report {
    /// Adds a value, and shows it at once: a whole run takes minutes.
    pub(crate) fn row(
        &mut self,
        what: impl Into<String>,
        value: f64,
        unit: &'static str,
        budget: Budget,
    ) {
        let row = Row { what: what.into(), value, unit, budget };
        eprintln!("  {}: {} {unit}", row.what, number(value));
        self.rows.push(row);
    }

    /// The table for people.
    pub(crate) fn table(&self) -> String {
        let width = self.rows.iter().map(|row| row.what.chars().count()).max().unwrap_or(0);
        let mut table =
            format!("\n{:<width$}  {:>12}         {:>14}\n", "what", "measured", "budget");
        for row in &self.rows {
            let budget = match row.budget {
                Budget::AtMost(limit) => format!("≤ {}", number(limit)),
                Budget::AtLeast(limit) => format!("≥ {}", number(limit)),
                Budget::None => String::new(),
            };
            let mark = match row.met() {
                Some(true) => "met",
                Some(false) => "MISSED",
                None => "",
            };
            let line = format!(
                "{:<width$}  {:>12} {:<7} {budget:>14}  {mark}",
                row.what,
                number(row.value),
                row.unit
            );
            _ = writeln!(table, "{}", line.trim_end());
        }
        table
    }

    /// The rows as JSON.
    pub(crate) fn json(&self) -> Result<String> {
        let rows: Vec<_> = self
            .rows
            .iter()
            .map(|row| {
                let (at_most, at_least) = match row.budget {
                    Budget::AtMost(limit) => (Some(limit), None),
                    Budget::AtLeast(limit) => (None, Some(limit)),
                    Budget::None => (None, None),
                };
                json!({ "what": row.what, "value": row.value, "unit": row.unit, "at_most": at_most, "at_least": at_least, "met": row.met() })
            })
            .collect();
        serde_json::to_string_pretty(&json!({ "rows": rows })).doing("the report")
    }
}

/// A number with as many places as it has meaning.
fn number(value: f64) -> String {
    let places = match value.abs() {
        v if v >= 100.0 || v.fract() == 0.0 => 0,
        v if v >= 10.0 => 1,
        _ => 2,
    };
    format!("{value:.places$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_budget_is_told_in_both_forms() {
        let mut report = Report::default();
        report.row("memory", 151.0, "MB", Budget::AtMost(150.0));
        report.row("throughput", 0.91, "of nginx", Budget::AtLeast(0.8));
        report.row("start", 3.0, "s", Budget::None);
        let table = report.table();
        assert!(
            table.contains("MISSED") && table.contains("met") && table.contains("≤ 150"),
            "{table}"
        );
        let json: serde_json::Value = serde_json::from_str(&report.json().unwrap()).unwrap();
        assert_eq!(json["rows"][0]["met"], false);
        assert_eq!(json["rows"][2]["met"], serde_json::Value::Null);
    }

    #[test]
    fn numbers_keep_the_places_that_mean_something() {
        assert_eq!(
            [number(1234.5), number(12.34), number(0.456), number(5.0)],
            ["1234", "12.3", "0.46", "5"]
        );
    }
}
