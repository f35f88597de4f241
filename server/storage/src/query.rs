//! One statement and the rows it answers: values in and out, a deadline, errors told apart. Nothing else speaks to the driver.

use std::time::Duration;

use jiff::Timestamp;
use sqlx::{
    Any, Row as _,
    any::{AnyArguments, AnyRow},
    query::Query,
};

use crate::{
    AccountId, ApiTokenId, AttachmentId, DraftId, OrganisationId, Result, SessionId, StorageError,
    TokenHash, error,
};

/// How long one statement may take. What locks or a lost network hold up longer counts as a database that does not answer.
pub(crate) const DEADLINE: Duration = Duration::from_secs(10);

/// A statement with its values. Its text is the same for both databases.
pub(crate) fn sql(text: &'static str) -> Statement {
    Statement(sqlx::query(text))
}

/// A statement that is being put together.
pub(crate) struct Statement(Query<'static, Any, AnyArguments>);

impl Statement {
    /// The value of the next placeholder.
    pub(crate) fn bind(self, value: impl Into<Value>) -> Self {
        Self(match value.into() {
            Value::Text(text) => self.0.bind(text),
            Value::Number(number) => self.0.bind(number),
        })
    }

    /// Runs it. Answers how many rows it changed.
    pub(crate) async fn run<'c>(self, on: impl sqlx::AnyExecutor<'c>) -> Result<u64> {
        Ok(in_time(self.0.execute(on)).await?.rows_affected())
    }

    /// The rows it finds.
    ///
    /// Always all of them: the driver's `fetch_one` and `fetch_optional` leave a statement when they have seen its first row, which
    /// for a change with `RETURNING` is before it is committed.
    pub(crate) async fn rows<'c>(self, on: impl sqlx::AnyExecutor<'c>) -> Result<Vec<Row>> {
        Ok(in_time(self.0.fetch_all(on)).await?.into_iter().map(Row).collect())
    }

    /// The only row it finds.
    pub(crate) async fn row<'c>(self, on: impl sqlx::AnyExecutor<'c>) -> Result<Option<Row>> {
        Ok(self.rows(on).await?.pop())
    }
}

/// What a future answers before the deadline.
pub(crate) async fn in_time<T>(future: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T> {
    match tokio::time::timeout(DEADLINE, future).await {
        Ok(result) => Ok(result?),
        Err(_) => Err(error::timed_out()),
    }
}

/// A value on its way in.
pub(crate) enum Value {
    Text(Option<String>),
    Number(Option<i64>),
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        // PostgreSQL has no NUL in texts. Refusing one here would make a 500 of what somebody typed into an address.
        Self::Text(text.map(|text| text.replace('\0', "\u{fffd}")))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Some(text).into()
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        i64::from(number).into()
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        i64::try_from(number).unwrap_or(i64::MAX).into()
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        i64::from(flag).into()
    }
}

impl From<Option<bool>> for Value {
    fn from(flag: Option<bool>) -> Self {
        Self::Number(flag.map(i64::from))
    }
}

impl From<Timestamp> for Value {
    fn from(instant: Timestamp) -> Self {
        instant.as_millisecond().into()
    }
}

impl From<Option<Timestamp>> for Value {
    fn from(instant: Option<Timestamp>) -> Self {
        Self::Number(instant.map(Timestamp::as_millisecond))
    }
}

macro_rules! text_values {
    ($($name:ident),*) => {$(
        impl From<&$name> for Value {
            fn from(value: &$name) -> Self {
                value.0.as_str().into()
            }
        }

        impl From<Option<&$name>> for Value {
            fn from(value: Option<&$name>) -> Self {
                value.map(|value| value.0.as_str()).into()
            }
        }
    )*};
}

text_values!(AccountId, ApiTokenId, AttachmentId, DraftId, OrganisationId, SessionId, TokenHash);

/// A row that was found.
pub(crate) struct Row(AnyRow);

impl Row {
    pub(crate) fn text(&self, column: &str) -> Result<String> {
        Ok(self.0.try_get(column)?)
    }

    pub(crate) fn text_if_any(&self, column: &str) -> Result<Option<String>> {
        Ok(self.0.try_get(column)?)
    }

    pub(crate) fn number(&self, column: &str) -> Result<i64> {
        Ok(self.0.try_get(column)?)
    }

    pub(crate) fn number_if_any(&self, column: &str) -> Result<Option<i64>> {
        Ok(self.0.try_get(column)?)
    }

    /// A number that counts something.
    pub(crate) fn count(&self, column: &'static str) -> Result<u32> {
        let number = self.number(column)?;
        number.try_into().map_err(|_| unreadable(column, &number))
    }

    /// A number of bytes.
    pub(crate) fn size(&self, column: &'static str) -> Result<u64> {
        let number = self.number(column)?;
        number.try_into().map_err(|_| unreadable(column, &number))
    }

    pub(crate) fn flag(&self, column: &str) -> Result<bool> {
        Ok(self.number(column)? != 0)
    }

    pub(crate) fn instant(&self, column: &'static str) -> Result<Timestamp> {
        instant(column, self.number(column)?)
    }

    pub(crate) fn instant_if_any(&self, column: &'static str) -> Result<Option<Timestamp>> {
        let number: Option<i64> = self.0.try_get(column)?;
        number.map(|number| instant(column, number)).transpose()
    }

    /// A text that `parse` understands.
    pub(crate) fn parsed<T>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T> {
        let text = self.text(column)?;
        parse(&text).ok_or_else(|| unreadable(column, &text))
    }
}

fn instant(column: &'static str, milliseconds: i64) -> Result<Timestamp> {
    Timestamp::from_millisecond(milliseconds).map_err(|_| unreadable(column, &milliseconds))
}

fn unreadable(column: &'static str, value: &impl ToString) -> StorageError {
    StorageError::Unreadable { column, value: value.to_string() }
}

/// An instant as exactly as it is stored.
pub(crate) fn stored(instant: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(instant.as_millisecond()).unwrap_or(instant)
}

/// The instant after which a use is not noted again: what is kept "to the minute" costs one write a minute.
pub(crate) fn minute_before(now: Timestamp) -> Timestamp {
    now.saturating_sub(jiff::SignedDuration::from_mins(1)).unwrap_or(now)
}
