//! What a first visit costs, in bytes as sent. The built site is needed: `cargo xtask test` names it in `GUICHET_SITE`;
//! without it these tests say that they were left out.

use std::path::PathBuf;

use guichet_tests::TestApp;

/// HTML, style sheet and loader: what arrives before the first paint, in bytes with brotli.
const FIRST_PAINT: usize = 20_000;
/// Everything, the islands' WebAssembly included.
const WHOLE_VISIT: usize = 100_000;

async fn size(app: &TestApp, path: &str) -> usize {
    let answer = app.get_with(path, &[("accept-encoding", "br")]).await;
    assert_eq!(answer.status, 200, "{path}");
    answer.body.len()
}

#[tokio::test]
async fn a_first_visit_stays_within_its_budget() {
    let Some(site) = std::env::var_os("GUICHET_SITE").map(PathBuf::from) else {
        eprintln!("left out: GUICHET_SITE names no built site");
        return;
    };
    let app = TestApp::demo_with_site(&site);
    let asset = |name: &str| app.state.assets.url(name);
    for path in [
        "/en/",
        "/en/articles/mail/set-up-mail-client",
        "/ja/articles/support/choose-a-priority",
        "/fr/policies",
    ] {
        let mut before_paint = size(&app, path).await;
        for name in ["style.css", "loader.js"] {
            before_paint += size(&app, &asset(name)).await;
        }
        let mut whole = before_paint;
        for name in ["guichet.js", "guichet_bg.wasm", "favicon.svg"] {
            whole += size(&app, &asset(name)).await;
        }
        assert!(before_paint <= FIRST_PAINT, "{path}: {before_paint} bytes before the first paint");
        assert!(whole <= WHOLE_VISIT, "{path}: {whole} bytes in all");
    }
}
