//! Temporary.
use axum::http::{HeaderValue, Request, header};
use guichet_model::Viewer;
use guichet_tests::{TestApp, actors::*, workspace};

#[test]
#[ignore = "for looking at pages"]
fn serve() {
    let site = workspace().join("target/site");
    let app = Box::leak(Box::new(TestApp::demo_with(|s| {
        s.public_url = None;
        s.site = site;
    })));
    let rt = tokio::runtime::Runtime::new().unwrap();
    rt.block_on(async {
        if let Ok(now) = std::env::var("SHOT_NOW") { app.state.clock.set(now.parse().unwrap()); }
        for (i, (kind, _)) in Viewer::KINDS.into_iter().enumerate() {
            let actor = actor_of(app, kind);
            if matches!(kind, "paid_administrator") { actor.post_form("/en/contact", &[]).await;
                let page = actor.get("/en/contact").await;
                if let Some((_, rest)) = page.text().split_once("pin-digits\">") { println!("PIN {}", rest.split("</output>").next().unwrap()); } }
            let cookie = actor.cookie("session");
            let router = guichet_server::router::router(&app.state);
            let router = router.layer(axum::middleware::map_request(move |mut request: Request<axum::body::Body>| {
                let cookie = cookie.clone();
                async move {
                    if let Some(cookie) = cookie {
                        request.headers_mut().append(header::COOKIE, HeaderValue::from_str(&format!("session={cookie}")).unwrap());
                    }
                    request
                }
            }));
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", 4700 + i as u16)).await.unwrap();
            println!("{kind} {}", 4700 + i);
            tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        }
        tokio::time::sleep(std::time::Duration::from_secs(1800)).await;
    });
}
