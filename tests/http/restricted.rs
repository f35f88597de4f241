//! Articles for some: nowhere to be found by anyone else.

use guichet_tests::TestApp;

const CANARY: &str = "quetzalcoatl";

fn app() -> TestApp {
    let restricted = |audience: &str| {
        format!(
            "---\ntitle: The {CANARY} of {audience}\ndescription: About {CANARY}.\naudience: {audience}\nkeywords: [{CANARY}]\n---\nAll about {CANARY}.\n\n## {CANARY} heading\nWords.\n"
        )
    };
    TestApp::given_content(&[
        (
            "articles/en/mail/open.md",
            "---\ntitle: Open words\nrelated: [mail/customers, secret/admins]\n---\nSee [this](customers.md).\n",
        ),
        ("articles/en/mail/customers.md", &restricted("customers")),
        ("articles/en/secret/admins.md", &restricted("admins")),
    ])
}

#[tokio::test]
async fn a_restricted_article_shows_nowhere_to_anyone() {
    let app = app();
    let paths = [
        "/en/",
        "/en/articles",
        "/en/articles/mail",
        "/en/articles/secret",
        "/en/articles/mail/open",
        "/en/articles/mail/customers",
        "/en/articles/secret/admins",
        "/en/search?q=words",
        "/en/policies",
        "/en/contact",
        "/sitemap.xml",
        "/robots.txt",
        "/api/v1/search?q=words",
        "/api/v1/search?q=heading&explain=1",
        "/api/v1/suggest?q=quetzal",
        "/api/v1/suggest?q=q",
        "/api/v1/articles/en/mail/customers",
        "/api/v1/articles/en/secret/admins",
        "/api/v1/search?q=quetzalcoatk",
    ];
    for path in paths {
        let answer = app.get(path).await;
        // What the reader typed may come back; what the article says may not.
        let text = answer.text().to_lowercase().replace("quetzalcoatk", "");
        assert!(!text.contains(CANARY), "{path} gives a restricted article away");
    }
}

#[tokio::test]
async fn counts_and_corrections_do_not_give_it_away_either() {
    let app = app();
    for query in [CANARY, "quetzalcoatk", "quetzal"] {
        for path in
            [format!("/api/v1/search?q={query}"), format!("/api/v1/search?q={query}&as_you_type=1")]
        {
            let found = app.get(&path).await.json();
            assert_eq!(found["total"], 0, "{path}");
            assert!(found.get("did_you_mean").is_none(), "{path}");
            assert!(found.get("categories").is_none(), "{path}");
        }
    }
    let home = app.get("/en/articles").await;
    assert!(
        !home.text().contains("/en/articles/secret"),
        "a category of restricted articles alone is not listed"
    );
    for path in
        ["/en/articles/mail/customers", "/en/articles/secret/admins", "/en/articles/secret/none"]
    {
        assert_eq!(app.get(path).await.status, 404, "{path}");
    }
}
