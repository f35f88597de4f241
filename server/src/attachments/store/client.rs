//! How `object_store` speaks HTTP: with the client that the server has for everything else. The crate's own would bring a second one, and a
//! second TLS.

use std::{error::Error, io, time::Duration};

use async_trait::async_trait;
use axum::http::StatusCode;
use http_body_util::BodyExt as _;
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
        Ok(response.map(|body| HttpResponseBody::new(body.map_err(failed))))
    }
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

    #[tokio::test]
    async fn a_full_service_is_told_at_once() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let full = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = vec![0; 1000];
            let length = stream.read(&mut asked).await.unwrap();
            let answer = b"HTTP/1.1 507 Full\r\ncontent-length: 0\r\n\r\n";
            stream.write_all(answer).await.unwrap();
            String::from_utf8_lossy(&asked[..length]).into_owned()
        };
        let payload = PutPayload::from_static(b"words");
        let request = axum::http::Request::put(format!("http://{at}/a")).body(payload.into());
        let client = Client(reqwest::Client::new());
        let (answer, asked) = tokio::join!(client.call(request.unwrap()), full);
        // Services take no body in chunks.
        assert!(asked.contains("content-length: 5\r\n"), "{asked}");
        let error = answer.unwrap_err();
        let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
        assert_eq!(cause.map(io::Error::kind), Some(io::ErrorKind::StorageFull));
        assert_eq!(error.kind(), HttpErrorKind::Unknown, "it is not tried again");
    }
}
