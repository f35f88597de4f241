//! Asking a provider: no redirects followed, no answer waited for or read without end.

use std::{future::Future, pin::Pin, time::Duration};

use openidconnect::{
    AsyncHttpClient, HttpRequest, HttpResponse, http,
    reqwest::{self, redirect::Policy},
};

/// How long a provider may take to answer one request.
const TIMEOUT: Duration = Duration::from_secs(8);
/// How long a connection may take to come about.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(4);
/// The largest answer that is read, in bytes: many times what any provider's keys take.
const MAX_BODY: usize = 512 * 1024;

/// A client for providers' endpoints.
#[derive(Debug, Clone)]
pub(super) struct Http(reqwest::Client);

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum HttpError {
    /// The provider cannot be reached, or does not answer in time.
    #[error("{0}")]
    Request(#[from] reqwest::Error),
    /// It says itself that it cannot answer.
    #[error("it answers {0}")]
    Failing(http::StatusCode),
    /// The answer is larger than any honest one.
    #[error("its answer has more than {MAX_BODY} bytes")]
    TooLarge,
    /// The answer cannot be represented.
    #[error("{0}")]
    Malformed(#[from] http::Error),
}

impl Http {
    /// A client.
    ///
    /// # Errors
    /// When the system offers no TLS.
    pub(super) fn new() -> Result<Self, HttpError> {
        let builder = reqwest::ClientBuilder::new()
            // A redirect would carry codes and secrets to where nobody meant them to go.
            .redirect(Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT);
        Ok(Self(builder.build()?))
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let mut answer = self.0.execute(request.try_into()?).await?;
        let status = answer.status();
        if status.is_server_error() {
            return Err(HttpError::Failing(status));
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            if body.len() + chunk.len() > MAX_BODY {
                return Err(HttpError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        let mut response = http::Response::builder().status(status);
        if let Some(headers) = response.headers_mut() {
            *headers = answer.headers().clone();
        }
        Ok(response.body(body)?)
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
