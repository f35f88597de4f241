//! Real help centres that nobody here wrote, imported and served. They lie beside the project on its own machines;
//! elsewhere `GUICHET_CORPORA` names their folder, and without it these tests say that they were left out.

use std::{collections::BTreeSet, fs, path::PathBuf};

use guichet_content::import::{self, Options};
use guichet_model::route::encode;
use guichet_tests::{TestApp, workspace};
use serde_json::Value;

/// The folder of the corpora, if it is there.
fn corpora() -> Option<PathBuf> {
    let folder = std::env::var_os("GUICHET_CORPORA")
        .map_or_else(|| workspace().join("../shared/corpora"), PathBuf::from);
    if !folder.is_dir() {
        eprintln!("left out: no corpora at {}", folder.display());
        return None;
    }
    Some(folder)
}

struct Imported {
    app: TestApp,
    report: Vec<Value>,
    _to: tempfile::TempDir,
}

fn imported(corpus: &str) -> Option<Imported> {
    let from = corpora()?.join(corpus);
    let to = tempfile::TempDir::new().unwrap();
    let content = to.path().join("content");
    let report = to.path().join("report.jsonl");
    import::import_markdown(&Options {
        from,
        to: content.clone(),
        report: Some(report.clone()),
        force: false,
        default_locale: None,
        today: None,
    })
    .unwrap();
    let checked = guichet_content::check(&content, None);
    let errors: Vec<String> = checked
        .diagnostics
        .iter()
        .filter(|d| d.severity == guichet_content::Severity::Error)
        .map(ToString::to_string)
        .collect();
    assert!(errors.is_empty(), "an imported folder has no errors: {errors:#?}");
    let report = fs::read_to_string(report)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    Some(Imported { app: TestApp::over_folder(&content), report, _to: to })
}

async fn every_reported_page_is_served(imported: &Imported, languages: &[&str]) {
    let mut seen = BTreeSet::new();
    for row in &imported.report {
        assert!(row["source"].is_string() && row["warnings"].is_array(), "{row}");
        let Some(url) = row["url"].as_str() else {
            assert!(
                !row["warnings"].as_array().unwrap().is_empty(),
                "what is left out has a reason: {row}"
            );
            continue;
        };
        seen.insert(url.split('/').nth(1).unwrap().to_owned());
        let answer = imported.app.get(url).await;
        assert_eq!(answer.status, 200, "{url}");
        for remnant in ["{%", "{{", "{:"] {
            assert!(
                !answer.text().split("<pre").next().unwrap().contains(remnant),
                "{url} shows {remnant}"
            );
        }
    }
    assert_eq!(seen, languages.iter().map(|&l| l.to_owned()).collect(), "languages");
}

async fn every_query_is_answered_in_its_language(imported: &Imported, queries: &[(&str, &str)]) {
    for (locale, query) in queries {
        let path = format!("/api/v1/search?locale={locale}&q={}", encode(query));
        let found = imported.app.get(&path).await.json();
        assert_eq!(found["hits"][0]["locale"], *locale, "{query}");
    }
}

#[tokio::test]
async fn a_jekyll_help_centre_in_four_languages() {
    let Some(imported) = imported("login-gov/help") else { return };
    every_reported_page_is_served(&imported, &["en", "es", "fr", "zh"]).await;
    let queries = [
        ("en", "lost my phone"),
        ("es", "perdí mi teléfono"),
        ("fr", "téléphone perdu"),
        ("zh", "手机丢失"),
    ];
    every_query_is_answered_in_its_language(&imported, &queries).await;
}

#[tokio::test]
async fn a_desktop_manual_in_five_languages() {
    let Some(imported) = imported("gnome") else { return };
    every_reported_page_is_served(&imported, &["de", "en", "es", "fr", "ja"]).await;
    let queries = [("en", "screen goes blank"), ("de", "Bildschirm sperren"), ("ja", "パスワード")];
    every_query_is_answered_in_its_language(&imported, &queries).await;
}
