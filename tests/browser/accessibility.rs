//! axe finds nothing, on any kind of page, in any language, light or dark.

use std::path::PathBuf;

use crate::{
    harness::{Browser, Window},
    tour::{self, Part},
};

const LOCALES: [&str; 4] = ["en", "fr", "es", "ja"];

fn axe() -> String {
    let file = std::env::var_os("GUICHET_AXE").map_or_else(
        || guichet_tests::workspace().join("target/npm/node_modules/axe-core/axe.min.js"),
        PathBuf::from,
    );
    std::fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!("{}: {error}; `cargo xtask test` installs it", file.display())
    })
}

/// What axe finds on the pages of a part.
async fn look(browser: &Browser, axe: &str, part: &Part, theme: &str, locale: &str) -> Vec<String> {
    let mut found = Vec::new();
    for path in part.paths(locale) {
        browser.goto(&path).await;
        browser.run(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
        let script = format!(
            "{axe}; const done = arguments[arguments.length - 1]; axe.run(document, {{resultTypes: ['violations']}}).then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))))"
        );
        let violations = browser.client.execute_async(&script, Vec::new()).await.expect("axe runs");
        for violation in violations.as_array().expect("a list") {
            found.push(format!("{path} ({theme}): {}", violation.as_str().unwrap_or("")));
        }
    }
    found
}

fn none(found: &[String]) {
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_kind_is_accessible() {
    let axe = axe();
    let browser = Browser::open(Window { scripts: true }).await;
    let (part, mut found) = (tour::public(), Vec::new());
    for theme in ["light", "dark"] {
        for locale in LOCALES {
            found.extend(look(&browser, &axe, &part, theme, locale).await);
        }
    }
    none(&found);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_people_who_are_signed_in_are_accessible() {
    let axe = axe();
    let browser = Browser::open(Window { scripts: true }).await;
    let mut found = Vec::new();
    for part in tour::personal(&browser.app).await {
        tour::sign_in(&browser, part.email).await;
        for locale in LOCALES {
            found.extend(look(&browser, &axe, &part, "light", locale).await);
        }
        found.extend(look(&browser, &axe, &part, "dark", "en").await);
    }
    none(&found);
    browser.close().await;
}
