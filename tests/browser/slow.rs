//! Pages over a slow line, whose scripts arrive before they do.

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{Uri, header},
    response::Response,
};
use futures_util::{StreamExt as _, stream};
use hyper_util::{client::legacy::Client, rt::TokioExecutor};
use tokio::{net::TcpListener, sync::Notify};

use crate::harness::{Browser, Window};

/// The page that comes slowly.
const PAGE: &str = "/en/";
/// How long the rest of a page waits once its script has been handed over: a script that does not wait for the page has run by then.
const PAUSE: Duration = Duration::from_millis(500);

/// Hands out a portal, one page of it in two parts: its head at once, the rest a while after `script` was asked for. Answers its address.
async fn slow_line(portal: SocketAddr, script: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("the socket is bound");
    let asked = Arc::new(Notify::new());
    let hand_over = move |request: Request| hand_over(request, portal, script, Arc::clone(&asked));
    let router = Router::new().fallback(hand_over);
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn hand_over(
    mut request: Request,
    portal: SocketAddr,
    script: &str,
    asked: Arc<Notify>,
) -> Response {
    let path = request.uri().to_string();
    *request.uri_mut() = format!("http://{portal}{path}").parse::<Uri>().expect("an address");
    // A compressed page has no head that could be parted from it.
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    let client = Client::builder(TokioExecutor::new()).build_http();
    let answer = client.request(request).await.expect("the portal answers");
    if path.starts_with(script) {
        asked.notify_one();
    }
    let (parts, body) = answer.into_parts();
    let mut body = Body::new(body);
    if path == PAGE {
        let page = to_bytes(body, usize::MAX).await.expect("the page arrives");
        body = in_two_parts(&page, asked);
    }
    Response::from_parts(parts, body)
}

fn in_two_parts(page: &Bytes, asked: Arc<Notify>) -> Body {
    let end = b"</head>";
    let at = page.windows(end.len()).position(|part| part == end).expect("pages have heads");
    let (head, rest) = (page.slice(..at + end.len()), page.slice(at + end.len()..));
    let later = async move {
        asked.notified().await;
        tokio::time::sleep(PAUSE).await;
        rest
    };
    let parts = stream::once(async { head }).chain(stream::once(later));
    Body::from_stream(parts.map(Ok::<_, Infallible>))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_that_comes_before_its_page_waits_for_it() {
    let browser = Browser::open(Window { scripts: true }).await;
    let line = slow_line(browser.address, "/assets/live").await;
    browser.client.goto(&format!("http://{line}{PAGE}")).await.unwrap();
    // Where the script says what is new stands at the end of the page that it keeps up to date.
    browser
        .until(
            "the page is kept up to date",
            "return document.querySelector('body > .visually-hidden[role=status]:last-child') !== null",
        )
        .await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}
