//! How `object_store` speaks HTTP: with the client that the server has for everything else. The crate's own would bring a second one, and a
//! second TLS.

use std::{error::Error, io, time::Duration};

use async_trait::async_trait;
use axum::http::StatusCode;
use http_body_util::{BodyExt as _, Collected, Limited};
use object_store::{
    ClientConfigKey, ClientOptions,
    client::{
        HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse,
        HttpResponseBody, HttpService,
    },
};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(3);
/// How long a request may take, with a piece of a file in it or in its answer.
const REQUEST: Duration = Duration::from_secs(30);
/// The most bytes of the document that says why something is refused.
const DOCUMENT: usize = 64 * 1024;
/// The most letters of the code in it.
const CODE: usize = 64;

/// Makes clients.
#[derive(Debug)]
pub(super) struct Connector;

impl HttpConnector for Connector {
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        let plain = options.get_config_value(&ClientConfigKey::AllowHttp);
        let client = reqwest::Client::builder()
            .https_only(plain.as_deref() != Some("true"))
            .connect_timeout(CONNECT)
            .timeout(REQUEST)
            .build();
        let client = client.map_err(|error| object_store::Error::Generic {
            store: "HTTP client",
            source: Box::new(error),
        })?;
        Ok(HttpClient::new(Client(client)))
    }
}

#[derive(Debug)]
struct Client(reqwest::Client);

#[async_trait]
impl HttpService for Client {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let request = request.map(reqwest::Body::wrap).try_into().map_err(failed)?;
        let response = self.0.execute(request).await.map_err(failed)?;
        // Nothing changes while it is tried again.
        if response.status() == StatusCode::INSUFFICIENT_STORAGE {
            let full = io::Error::from(io::ErrorKind::StorageFull);
            return Err(HttpError::new(HttpErrorKind::Unknown, full));
        }
        let response = axum::http::Response::<reqwest::Body>::from(response);
        if response.status().is_client_error() || response.status().is_server_error() {
            let (head, body) = response.into_parts();
            let document = Limited::new(body, DOCUMENT).collect().await;
            let document = document.map(Collected::to_bytes).unwrap_or_default();
            return Ok(HttpResponse::from_parts(head, code(&document).into()));
        }
        Ok(response.map(|body| HttpResponseBody::new(body.map_err(failed))))
    }
}

/// What of a refusal may be logged: the code (`<Code>NoSuchBucket</Code>`). The rest may repeat what was asked, with the credentials in it.
fn code(document: &[u8]) -> String {
    let document = String::from_utf8_lossy(document);
    let code = document.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>"));
    let plain =
        |code: &&str| code.len() <= CODE && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    code.map(|(code, _)| code).filter(plain).unwrap_or_default().to_owned()
}

/// What kind of failure it is: the kind says whether the request is sent once more.
fn failed(error: reqwest::Error) -> HttpError {
    let kind = if error.is_builder() {
        HttpErrorKind::Unknown
    } else if error.is_timeout() {
        HttpErrorKind::Timeout
    } else if error.is_connect() {
        HttpErrorKind::Connect
    } else if error.is_decode() && error.source().is_none() {
        HttpErrorKind::Decode
    } else {
        HttpErrorKind::Interrupted
    };
    HttpError::new(kind, error.without_url())
}

#[cfg(test)]
mod tests {
    use object_store::PutPayload;
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpListener,
    };

    use super::*;

    /// What comes of an answer, and what was asked.
    async fn answered(answer: &str) -> (Result<HttpResponse, HttpError>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let service = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = Vec::new();
            while !asked.ends_with(b"words") {
                assert_ne!(stream.read_buf(&mut asked).await.unwrap(), 0);
            }
            stream.write_all(answer.as_bytes()).await.unwrap();
            String::from_utf8_lossy(&asked).into_owned()
        };
        let payload = PutPayload::from_static(b"words");
        let request = axum::http::Request::put(format!("http://{at}/a")).body(payload.into());
        let client = Client(reqwest::Client::new());
        tokio::join!(client.call(request.unwrap()), service)
    }

    #[tokio::test]
    async fn of_a_refusal_only_the_code_goes_on() {
        let document = "<?xml version=\"1.0\"?><Error><Code>InvalidAccessKeyId</Code><AWSAccessKeyId>AKIA7</AWSAccessKeyId></Error>";
        let long = format!("<Code>NoSuchKey</Code>{}", "x".repeat(DOCUMENT));
        for (document, told) in [
            (document, "InvalidAccessKeyId"),
            ("403: no AWS4-HMAC-SHA256 Credential=AKIA7", ""),
            ("<Code>AKIA7 and more</Code>", ""),
            (long.as_str(), ""),
        ] {
            let length = document.len();
            let answer =
                format!("HTTP/1.1 403 Forbidden\r\ncontent-length: {length}\r\n\r\n{document}");
            let response = answered(&answer).await.0.unwrap();
            assert_eq!(response.status(), StatusCode::FORBIDDEN);
            assert_eq!(response.into_body().bytes().await.unwrap(), told);
        }
        let taken = answered("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await.0.unwrap();
        assert_eq!(taken.into_body().bytes().await.unwrap(), "ok");
    }

    #[tokio::test]
    async fn a_full_service_is_told_at_once() {
        let (answer, asked) = answered("HTTP/1.1 507 Full\r\ncontent-length: 0\r\n\r\n").await;
        // Services take no body in chunks.
        assert!(asked.contains("content-length: 5\r\n"), "{asked}");
        let error = answer.unwrap_err();
        let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
        assert_eq!(cause.map(io::Error::kind), Some(io::ErrorKind::StorageFull));
        assert_eq!(error.kind(), HttpErrorKind::Unknown, "it is not tried again");
    }
}
