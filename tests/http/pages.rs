//! Every page in every language, whole and without a script.

use guichet_app::{
    page::{self, PageRequest, Query, Theme},
    pages::View,
    words::Words,
};
use guichet_model::{ArticleKey, Page, Viewer, guided::FormStep};
use guichet_server::{clock::Clock, portal::PortalView, serve, settings::Settings};
use guichet_tests::{TestApp, article, on_runtime};

/// Whether a page is nobody's until someone signs in.
fn belongs_to_a_person(page: &Page) -> bool {
    matches!(
        page,
        Page::SecondFactor
            | Page::Account
            | Page::Organisations
            | Page::Desk
            | Page::Cases
            | Page::Case(_)
            | Page::DeskCase(_)
            | Page::DeskFigures
            | Page::DeskStatus
            | Page::StatusWebhooks
            | Page::CaseRating(_)
    )
}

#[tokio::test]
async fn every_page_renders_in_every_language() {
    let app = TestApp::demo();
    let key = ArticleKey::parse("mail/filter-messages").unwrap();
    let snapshot = app.state.snapshot();
    for locale in snapshot.library.locales() {
        for page in Page::kinds(&key) {
            let path = page.path(locale);
            let answer = app.get(&path).await;
            if belongs_to_a_person(&page) {
                assert_eq!(answer.status, 303, "{path}");
                let sign_in = Page::SignIn.path(locale);
                assert!(answer.header("location").starts_with(&sign_in), "{path}");
                continue;
            }
            // Questions of the form come in order: whoever has answered none begins.
            if let Page::NewCase(step) = &page
                && !matches!(step, FormStep::Start | FormStep::Service)
            {
                let start = Page::NewCase(FormStep::Start).path(locale);
                assert_eq!((answer.status, answer.header("location")), (303, &*start), "{path}");
                continue;
            }
            // The page of a new password without its link is that of one that has expired.
            let status = match page {
                Page::ResetPassword | Page::StatusSubscription => 410,
                _ => 200,
            };
            assert_eq!(answer.status, status, "{path}");
            let html = answer.text();
            assert!(html.starts_with("<!DOCTYPE html><html lang=\""), "{path}");
            assert!(html.contains(&format!("lang=\"{locale}\"")), "{path} is in its language");
            assert_eq!(html.matches("<h1").count(), 1, "{path} has one main heading");
            assert!(!html.contains("{$") && !html.contains("{ $"), "{path} fills in every message");
            assert!(html.ends_with("</html>"), "{path} is whole");
        }
    }
}

#[tokio::test]
async fn every_bundled_article_is_served_in_its_own_language() {
    let app = TestApp::demo();
    let snapshot = app.state.snapshot();
    let mut seen = 0;
    for found in snapshot.library.articles() {
        let path = Page::Article(found.key.clone()).path(&found.locale);
        let answer = app.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.text().contains(&format!("<html lang=\"{}\"", found.locale)), "{path}");
        seen += 1;
    }
    assert!(
        seen >= 160,
        "the demo has at least 40 articles in each of four languages, here {seen} in all"
    );
}

#[tokio::test]
async fn every_link_of_every_page_leads_somewhere() {
    let app = TestApp::demo();
    let mut todo = vec!["/en/".to_owned(), "/fr/".to_owned(), "/es/".to_owned(), "/ja/".to_owned()];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(path) = todo.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let answer = app.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        for attribute in ["href=\"/", "src=\"/"] {
            for rest in answer.text().split(attribute).skip(1) {
                let link = rest.split(['"', '#']).next().unwrap().replace("&amp;", "&");
                todo.push(format!("/{link}"));
            }
        }
    }
    assert!(seen.len() > 250, "the whole demo was walked: {}", seen.len());
}

#[tokio::test]
async fn an_article_has_its_way_around() {
    let app = TestApp::demo();
    let answer = app.get("/en/articles/mail/filter-messages").await;
    let html = answer.text();
    for part in [
        "class=\"breadcrumbs\"",
        "class=\"toc\"",
        "application/ld+json",
        "class=\"article-list\"",
        "hreflang=\"ja\"",
        "rel=\"canonical\"",
    ] {
        assert!(html.contains(part), "the page has {part}");
    }
}

#[tokio::test]
async fn a_figure_opens_large_without_a_script() {
    let app = TestApp::demo();
    let answer = app.get("/fr/articles/mail/recover-deleted-messages").await;
    let html = answer.text();
    assert!(html.contains("popovertarget=\"figure.1\" aria-label=\"Agrandir\u{a0}: "), "{html}");
    assert!(html.contains("id=\"figure.1\" popover"));
    assert!(html.contains("popovertargetaction=\"hide\" autofocus>Fermer</button>"));
}

#[tokio::test]
async fn a_page_does_not_lead_to_itself_at_its_foot() {
    let app = TestApp::demo();
    for (page, others) in [("/en/policies", 2), ("/en/articles/mail", 3)] {
        let answer = app.get(page).await;
        assert_eq!(answer.text().matches("class=\"way\"").count(), others, "{page}");
    }
    let policies = app.get("/en/policies").await;
    assert!(policies.text().contains("class=\"toc\""));
    assert!(!policies.text().contains("class=\"breadcrumbs\""), "the mark leads home already");
}

#[tokio::test]
async fn without_an_address_of_its_own_the_portal_gives_no_whole_links() {
    let settings = &TestApp::demo().state.settings;
    let folder = tempfile::TempDir::new().unwrap();
    let settings =
        Settings { public_url: None, data: folder.path().to_owned(), ..settings.clone() };
    let clock = Clock::at(guichet_tests::NOW.parse().unwrap());
    let state = on_runtime(serve::state(settings, clock)).unwrap();
    let snapshot = state.snapshot();
    let key = ArticleKey::parse("mail/filter-messages").unwrap();
    let request = PageRequest {
        locale: "en".parse().unwrap(),
        page: Page::Article(key),
        query: Query::default(),
        viewer: Viewer::Anonymous,
        visitor: None,
        view: View::Plain,
        theme: Theme::Auto,
    };
    let html = page::render(&PortalView::new(&state, &snapshot), &request).html;
    assert!(!html.contains("rel=\"canonical\"") && !html.contains("rel=\"alternate\""), "{html}");
    assert!(!html.contains("class=\"printed-address\""));
}

#[tokio::test]
async fn policies_and_contact_tell_everything_but_the_entries() {
    let app = TestApp::demo();
    let snapshot = app.state.snapshot();
    let policy = snapshot.library.policy();
    for locale in snapshot.library.locales() {
        let policies = app.get(&Page::Policies.path(locale)).await;
        let contact = app.get(&Page::Contact.path(locale)).await;
        for priority in &policy.priorities {
            assert!(
                unescape(policies.text()).contains(priority.example.get(locale)),
                "{locale}: example of {}",
                priority.level
            );
        }
        for outcome in &policy.support.outcomes {
            assert!(
                unescape(policies.text()).contains(outcome.title.get(locale)),
                "{locale}: outcome {}",
                outcome.id
            );
        }
        assert_eq!(policy.support.outcomes.len(), 6);
        let words = Words::of(locale);
        assert!(
            unescape(contact.text()).contains(&words.contact_viewer_anonymous()),
            "{locale}: who the viewer is"
        );
        for channel in &policy.channels {
            for entry in channel.desks.iter().flat_map(|desk| &desk.entries) {
                let secret = entry.value.reveal();
                assert!(
                    !contact.text().contains(secret) && !policies.text().contains(secret),
                    "{locale}: an entry is on a page"
                );
            }
        }
    }
}

fn unescape(html: &str) -> String {
    html.replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("<!>", "")
}

#[tokio::test]
async fn an_empty_folder_is_a_help_centre_without_articles() {
    let app = TestApp::given_content(&[]);
    let answer = app.get("/en/").await;
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("The first article is still to come"));
}

#[tokio::test]
async fn a_folder_without_a_policy_is_a_plain_help_centre() {
    let app = TestApp::given_content(&[("articles/en/mail/one.md", &article("One", "Words."))]);
    assert_eq!(app.get("/en/articles/mail/one").await.status, 200);
    assert!(app.get("/en/contact").await.text().contains("names no support channels"));
}

#[tokio::test]
async fn search_has_three_kinds_of_nothing() {
    let app = TestApp::demo();
    assert!(app.get("/en/search").await.text().contains("What are you looking for?"));
    let none = app.get("/en/search?q=zzzzqqqq%20xxyyzz").await;
    assert_eq!(none.status, 200);
    let places = ["Nothing matches", "Or browse by topic", "Still stuck?", "/en/contact/new"];
    let places = places.map(|part| none.text().find(part).unwrap_or_else(|| panic!("{part}")));
    assert!(places.is_sorted(), "what was tried, the topics, the ways on: {places:?}");
    assert!(none.text().contains("Ask the community"), "no dead end");
}

#[tokio::test]
async fn results_are_filtered_and_paged() {
    let app = TestApp::demo();
    let all = app.get("/en/search?q=password").await;
    assert!(all.text().contains("class=\"hit\"") && all.text().contains("<mark>"));
    assert!(all.text().contains("category=security"), "filters by topic are offered");
    let one = app.get("/en/search?q=password&category=security").await;
    let hits = one.text().matches("class=\"hit\"").count();
    assert!(hits > 0);
    assert!(one.text().contains("href=\"/en/articles/security/"));
    let second = app.get("/en/search?q=pergola&page=2").await;
    assert!(second.text().contains("rel=\"prev\""));
}

#[tokio::test]
async fn a_page_past_the_last_is_the_last() {
    let app = TestApp::demo();
    let answer = app.get("/en/search?q=pergola&page=99").await;
    assert_eq!(answer.status, 200);
    let html = answer.text();
    assert!(html.contains("class=\"hit\"") && html.contains("rel=\"prev\""), "{html}");
    assert!(!html.contains("rel=\"next\""));
}

#[tokio::test]
async fn a_topic_without_a_match_tells_of_the_others() {
    let app = TestApp::demo();
    let answer = app.get("/en/search?q=mail&category=meetings").await;
    let html = answer.text();
    assert!(html.contains("Nothing in Meetings matches “mail”"), "{html}");
    assert!(html.contains("articles in other topics match"));
    assert!(html.contains("category=mail\""), "the filters stay");
    assert!(html.contains("category=meetings\" aria-current=\"true\""));
    let nowhere = app.get("/en/search?q=mail&category=nowhere").await;
    assert_eq!(nowhere.status, 200);
    assert!(nowhere.text().contains("Nothing in nowhere matches"));
}
