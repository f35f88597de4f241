//! Asking a forum over HTTP: no answer waited for or read without end, none taken for JSON that does not say so, no way followed to another host.

use std::time::Duration;

use axum::http::{HeaderMap, StatusCode, header};
use guichet_app::portal::ForumTopic;
use jiff::{SignedDuration, Timestamp, fmt::rfc2822};
use reqwest::redirect::{Attempt, Policy};

use super::{Question, topics};
use crate::clock::Clock;

/// How long a forum may take to answer.
const TIMEOUT: Duration = Duration::from_secs(4);
/// How long a connection may take to come about.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// The largest answer that is read, in bytes: ten times a full page of Discourse's search.
const MAX_BODY: usize = 512 * 1024;
/// How many redirects within the forum are followed: to a category's proper address.
const MAX_REDIRECTS: usize = 3;

/// A client for forums.
#[derive(Debug)]
pub(super) struct Client(reqwest::Client);

/// Why a forum gave no topics.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// It cannot be reached, or does not answer in time.
    #[error("it cannot be reached in time: {0}")]
    Request(#[from] reqwest::Error),
    /// It answers something else than success.
    #[error("it answers {status}")]
    Status {
        /// What it answers.
        status: StatusCode,
        /// How long it wants to be left alone.
        retry_after: Option<SignedDuration>,
    },
    /// It answers something else than JSON: a page for people, most likely.
    #[error("its answer is no JSON")]
    NotJson,
    /// The answer is larger than any honest one.
    #[error("its answer has more than {MAX_BODY} bytes")]
    TooLarge,
    /// This system cannot ask anyone.
    #[error("there is no client")]
    NoClient,
}

impl Failure {
    /// How long the forum wants to be left alone.
    pub(super) fn retry_after(&self) -> Option<SignedDuration> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

impl Client {
    /// A client.
    ///
    /// # Errors
    /// When the system offers no TLS.
    pub(super) fn new() -> Result<Self, reqwest::Error> {
        let builder = reqwest::ClientBuilder::new()
            .user_agent(concat!("Guichet/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::custom(within_the_forum))
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT);
        Ok(Self(builder.build()?))
    }

    /// Asks a question.
    ///
    /// # Errors
    /// When the forum gives no topics; [`Failure`] says why.
    pub(super) async fn ask(
        &self,
        question: &Question,
        clock: &Clock,
    ) -> Result<Vec<ForumTopic>, Failure> {
        let request = self.0.get(&question.url).header(header::ACCEPT, "application/json");
        let mut answer = request.send().await.map_err(reqwest::Error::without_url)?;
        let status = answer.status();
        // Discourse refuses words that are too short for it; others may still find something.
        if matches!(status, StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY) {
            return Ok(Vec::new());
        }
        if status != StatusCode::OK {
            return Err(Failure::Status {
                status,
                retry_after: retry_after(answer.headers(), clock.now()),
            });
        }
        if !is_json(answer.headers()) {
            return Err(Failure::NotJson);
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(reqwest::Error::without_url)? {
            if body.len() + chunk.len() > MAX_BODY {
                return Err(Failure::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        topics::read(&body, question.list, &question.forum).ok_or(Failure::NotJson)
    }
}

/// A forum may redirect within itself; where it leads elsewhere, its answer is the redirect.
fn within_the_forum(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let first = attempt.previous().first().map(reqwest::Url::origin);
    if attempt.previous().len() <= MAX_REDIRECTS && first == Some(attempt.url().origin()) {
        attempt.follow()
    } else {
        attempt.stop()
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = given.unwrap_or("").split(';').next().unwrap_or("").trim();
    essence.eq_ignore_ascii_case("application/json")
}

/// `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3).
fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<SignedDuration> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse::<u32>() {
        return Some(SignedDuration::from_secs(seconds.into()));
    }
    let date = rfc2822::parse(value).ok()?;
    Some(date.timestamp().duration_since(now))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
        let of = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static(value));
            retry_after(&headers, now).map(|wait| wait.as_secs())
        };
        assert_eq!(of("17"), Some(17));
        assert_eq!(of("Mon, 23 Nov 2026 12:01:30 GMT"), Some(90));
        assert_eq!(of("Mon, 23 Nov 2026 11:00:00 GMT"), Some(-3_600));
        assert_eq!((of("soon"), of("-1")), (None, None));
    }
}
