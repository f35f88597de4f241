//! axe finds nothing, on any kind of page, in any language, light or dark.

use std::path::PathBuf;

use guichet_model::{ArticleKey, Page};

use crate::harness::{Browser, Window};

fn axe() -> String {
    let file = std::env::var_os("GUICHET_AXE").map_or_else(
        || guichet_tests::workspace().join("target/npm/node_modules/axe-core/axe.min.js"),
        PathBuf::from,
    );
    std::fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!("{}: {error}; `cargo xtask test` installs it", file.display())
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_kind_is_accessible() {
    let axe = axe();
    let browser = Browser::open(Window { scripts: true }).await;
    let article = ArticleKey::parse("support/choose-a-priority").unwrap();
    let mut found = Vec::new();
    for theme in ["light", "dark"] {
        for locale in ["en", "fr", "es", "ja"] {
            let tag = locale.parse().unwrap();
            let mut paths: Vec<String> =
                Page::kinds(&article).iter().map(|page| page.path(&tag)).collect();
            paths.extend([
                format!("/{locale}/search?q=mail"),
                format!("/{locale}/search?q=zzzqqq"),
                format!("/{locale}/nowhere"),
            ]);
            for path in paths {
                browser.goto(&path).await;
                browser.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
                let script = format!(
                    "{axe}; const done = arguments[arguments.length - 1]; axe.run(document, {{resultTypes: ['violations']}}).then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))))"
                );
                let violations =
                    browser.client.execute_async(&script, Vec::new()).await.expect("axe runs");
                for violation in violations.as_array().expect("a list") {
                    found.push(format!("{path} ({theme}): {}", violation.as_str().unwrap_or("")));
                }
            }
        }
    }
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), found.join("\n"));
    browser.close().await;
}
