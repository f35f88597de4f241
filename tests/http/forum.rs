//! The forum on the portal's pages: its results beside the articles', its topics on pages of categories, and what is left when it fails.

use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::future::join_all;
use guichet_server::forum::top;
use guichet_tests::{
    Answer, TestApp,
    actors::{free_user, paid_admin},
    article,
    forum_server::{Forum, Mood},
    on_runtime, until,
};
use jiff::ToSpan as _;

const NO_ANSWER: &str = "The forum is not answering at the moment";

/// A portal with this forum and an article in one category.
fn portal(forums: &str) -> TestApp {
    let policy = format!(
        r#"
        [[services]]
        id = "mail"
        name = "Mail"
        [[editions]]
        id = "plus"
        name = "Plus"
        tier = "paid"
        [[editions]]
        id = "old"
        name = "Old"
        tier = "free"
        [[channels]]
        kind = "email"
        [[channels.desks]]
        languages = ["en"]
        entries = [{{ value = "desk@example.org" }}]
        {forums}"#
    );
    let words = article("Filter messages", "Filters sort what arrives.");
    TestApp::given_content(&[
        ("portal.toml", &policy),
        ("articles/en/mail/filter-messages.md", &words),
    ])
}

fn discourse(forum: &Forum) -> TestApp {
    portal(&format!(
        "[[forums]]\nname = \"Customer forum\"\nkind = \"discourse\"\nurl = \"{}/c/en\"\ncategories = {{ mail = \"en/mail/5\" }}",
        forum.url
    ))
}

async fn search(app: &TestApp, words: &str) -> Answer {
    let answer = app.get(&format!("/en/search?q={words}")).await;
    assert_eq!(answer.status, 200);
    assert!(
        answer.text().contains("Filter messages"),
        "the articles are there, whatever the forum"
    );
    answer
}

/// What is filled in: it waits for the forum as long as anyone does.
async fn piece(app: &TestApp, words: &str) -> Answer {
    app.get(&format!("/en/search/forum?q={words}")).await
}

/// A page with what the forum has answered. A page alone waits for no more than a moment, in which a busy machine may do something else.
async fn search_answered(app: &TestApp, words: &str) -> Answer {
    piece(app, words).await;
    search(app, words).await
}

#[tokio::test]
async fn topics_stand_beside_articles_marked_and_as_text_alone() {
    let forum = Forum::start(Mood::Well);
    let app = discourse(&forum);
    let page = search_answered(&app, "filters").await;
    let text = page.text();
    assert!(text.contains("In the forum") && text.contains("Customer forum"));
    assert!(text.contains("2 topics, written by people who use the product, not by us"));
    assert!(text.contains("Filters &lt;b&gt;stopped&lt;/b&gt; &amp; nobody knows"), "{text}");
    assert!(text.contains("They stop &amp; start again") && !text.contains("onerror"));
    assert!(
        text.contains("<a href=\"#forum\">In the forum: 2</a>") && text.contains("id=\"forum\"")
    );
    let link = format!("href=\"{}/t/filters-stopped/12\" rel=\"noopener nofollow ugc\"", forum.url);
    assert!(text.contains(&link));
    assert!(text.contains("Answered") && text.contains("3 replies"));
    assert!(text.contains("Last post November 20, 2026"));
    assert!(text.find("filters-stopped") < text.find("older-question"), "the best post decides");
    assert!(text.contains(&format!("href=\"{}/search?q=filters%20%23en\"", forum.url)));
    assert!(!text.contains("data-forum"), "there is nothing to fill in");
    // Within a category that is about a service, the forum's category for it is searched.
    search_answered(&app, "filters&category=mail").await;
    assert_eq!(
        forum.asked(),
        ["/search.json?q=filters%20%23en", "/search.json?q=filters%20%23en%3Amail"]
    );
}

#[tokio::test]
async fn an_answer_is_given_again_for_a_while_and_further_pages_ask_nothing() {
    let forum = Forum::start(Mood::Well);
    let app = discourse(&forum);
    for _ in 0..3 {
        search_answered(&app, "filters").await;
    }
    assert_eq!(forum.asked().len(), 1);
    app.get("/en/search?q=words&page=2").await;
    app.get("/en/search").await;
    assert_eq!(forum.asked().len(), 1);
    app.wait(6.minutes());
    search_answered(&app, "filters").await;
    assert_eq!(forum.asked().len(), 2);
}

#[tokio::test]
async fn a_slow_forum_delays_no_page_and_is_filled_in_afterwards() {
    let forum = Forum::start(Mood::Held);
    let app = discourse(&forum);
    // It comes while the forum still holds its answer back.
    let page = search(&app, "filters").await;
    let text = page.text();
    assert!(text.contains("data-forum=\"/en/search/forum?q=filters\""), "{text}");
    assert!(text.contains("hidden") && text.contains("/assets/forum."), "without scripts, a link");
    assert!(text.contains(&format!("{}/search?q=filters%20%23en", forum.url)));
    let (piece, ()) = tokio::join!(piece(&app, "filters"), async { forum.let_go() });
    assert_eq!((piece.status, piece.header("content-type")), (200, "text/html; charset=utf-8"));
    assert_eq!(piece.header("cache-control"), "private, no-store");
    let text = piece.text();
    assert!(text.contains("role=\"status\"") && text.contains("2 topics") && text.contains("<ul"));
    assert!(!text.contains("<html"), "it is a piece of a page");
    assert!(search(&app, "filters").await.text().contains("2 topics"), "it is remembered");
    assert_eq!(forum.asked().len(), 1, "page and piece waited for the same answer");
}

#[tokio::test]
async fn whatever_goes_wrong_leaves_a_link_and_a_forum_that_fails_is_left_alone() {
    for mood in
        [Mood::Page, Mood::WrongType, Mood::OtherJson, Mood::Huge, Mood::Broken, Mood::Elsewhere]
    {
        let forum = Forum::start(mood);
        let app = discourse(&forum);
        for words in ["filters", "filter", "sort", "arrives", "messages"] {
            let piece = app.get(&format!("/en/search/forum?q={words}")).await;
            assert!(piece.text().contains(NO_ANSWER), "{mood:?}: {}", piece.text());
        }
        assert_eq!(forum.asked().len(), 3, "{mood:?}: three failures in a row are enough");
        let page = search(&app, "filters").await;
        assert!(page.text().contains(NO_ANSWER) && page.text().contains("/search?q=filters"));
        assert_eq!(page.header("cache-control"), "private, no-store", "nobody keeps an outage");
        // Well again: the next question after the rest is answered, and all further ones.
        forum.now(Mood::Well);
        app.wait(31.seconds());
        assert!(
            app.get("/en/search/forum?q=filters").await.text().contains("2 topics"),
            "{mood:?}"
        );
        assert!(app.get("/en/search/forum?q=sort").await.text().contains("2 topics"));
    }
}

#[tokio::test]
async fn a_forum_that_is_not_there_is_no_error() {
    let app =
        portal("[[forums]]\nname = \"Gone\"\nkind = \"discourse\"\nurl = \"http://127.0.0.1:1/\"");
    let piece = app.get("/en/search/forum?q=filters").await;
    assert!(piece.status == 200 && piece.text().contains(NO_ANSWER));
    assert_eq!(app.get("/en/search/forum").await.status, 404);
    assert_eq!(app.get("/xx/search/forum?q=filters").await.status, 404);
}

#[tokio::test]
async fn a_forum_is_left_alone_for_as_long_as_it_asks() {
    let forum = Forum::start(Mood::TooMany(120));
    let app = discourse(&forum);
    piece(&app, "filters").await;
    forum.now(Mood::Well);
    app.wait(119.seconds());
    assert!(search(&app, "filter").await.text().contains(NO_ANSWER));
    assert_eq!(forum.asked().len(), 1);
    app.wait(2.seconds());
    assert!(app.get("/en/search/forum?q=filter").await.text().contains("2 topics"));
}

#[tokio::test]
async fn words_that_are_too_short_for_it_are_no_failure() {
    let forum = Forum::start(Mood::TooShort);
    let app = discourse(&forum);
    for words in ["fi", "fil", "so", "ar", "me"] {
        let piece = app.get(&format!("/en/search/forum?q={words}")).await;
        assert!(piece.text().contains("No topic there has these words yet"), "{}", piece.text());
    }
    assert_eq!(forum.asked().len(), 5);
}

#[tokio::test]
async fn many_who_search_at_once_do_not_storm_the_forum() {
    let forum = Forum::start(Mood::Held);
    let app = discourse(&forum);
    let answered = AtomicUsize::new(0);
    let ask = async |number: usize| {
        let answer = piece(&app, &format!("words{number}")).await;
        answered.fetch_add(1, Ordering::Relaxed);
        answer
    };
    let let_go = async {
        until("eight are asked, and the others answered without the forum", async || {
            forum.asked().len() == 8 && answered.load(Ordering::Relaxed) == 16
        })
        .await;
        forum.let_go();
    };
    let (answers, ()) = tokio::join!(join_all((0..24).map(ask)), let_go);
    assert!(answers.iter().all(|answer| answer.status == 200));
    let found = answers.iter().filter(|answer| answer.text().contains("2 topics")).count();
    assert_eq!((found, forum.most_at_once(), forum.asked().len()), (8, 8, 8));
}

#[tokio::test]
async fn a_category_shows_what_is_read_most_without_ever_waiting() {
    let forum = Forum::start(Mood::Well);
    let app = discourse(&forum);
    let path = "/en/articles/mail";
    let read = async || {
        let page = app.get(path).await;
        assert_eq!((page.status, page.header("cache-control")), (200, "no-cache"));
        page
    };
    assert!(!read().await.text().contains("Most read in the forum"), "nothing is known yet");
    assert!(forum.asked().is_empty(), "a page asks nobody");
    on_runtime(top::refresh(&app.state));
    assert_eq!(forum.asked(), ["/c/en/mail/5/l/top.json?period=yearly"]);
    let page = read().await;
    assert!(page.text().contains("Most read in the forum"));
    assert!(page.text().contains("Filters &lt;b&gt;stopped"), "{}", page.text());
    assert!(page.text().contains(&format!("href=\"{}/t/signatures/13\"", forum.url)));
    let category = format!("href=\"{}/c/en/mail/5\"", forum.url);
    assert!(page.text().contains(&category), "the way there leads to the service's category");
    // Fresh for a quarter of an hour; afterwards the page follows what the forum says.
    forum.call("Something else");
    on_runtime(top::refresh(&app.state));
    assert_eq!(forum.asked().len(), 1);
    app.wait(16.minutes());
    on_runtime(top::refresh(&app.state));
    assert!(read().await.text().contains("Something else"));
    // An outage takes nothing away, for a day.
    forum.now(Mood::Broken);
    app.wait(23.hours());
    on_runtime(top::refresh(&app.state));
    assert!(read().await.text().contains("Something else"));
    app.wait(2.hours());
    on_runtime(top::refresh(&app.state));
    assert!(!read().await.text().contains("Something else"), "what is a day old is old");
}

#[tokio::test]
async fn other_forums_are_searched_on_their_own_pages() {
    let app = portal(
        "[[forums]]\nname = \"Board\"\nurl = \"https://board.example\"\nsearch_url = \"https://board.example/find?w={query}\"",
    );
    let page = search(&app, "filters%20%26%20more").await;
    assert!(page.text().contains("href=\"https://board.example/find?w=filters%20%26%20more\""));
    assert!(!page.text().contains("data-forum") && !page.text().contains(NO_ANSWER));
    let app = portal("[[forums]]\nname = \"Plain\"\nurl = \"https://plain.example\"");
    let page = search(&app, "filters").await;
    assert!(!page.text().contains("In the forum"), "it has no search of its own");
    assert!(page.text().contains("href=\"https://plain.example\""), "but the way there stays");
}

#[tokio::test]
async fn the_forum_is_that_of_the_service_and_edition_and_first_for_those_without_support() {
    let app = portal(
        r#"
        [[forums]]
        name = "All"
        url = "https://all.example"
        [[forums]]
        name = "Mail"
        url = "https://mail.example"
        service = "mail"
        [[forums]]
        name = "Plus"
        url = "https://plus.example"
        editions = ["plus"]"#,
    );
    let anonymous = app.get("/en/").await;
    assert!(anonymous.text().contains("https://all.example"));
    assert!(!anonymous.text().contains("https://plus.example"));
    let category = app.get("/en/articles/mail").await;
    assert!(category.text().contains("https://mail.example"));
    let admin = paid_admin(&app).get("/en/").await;
    assert!(admin.text().contains("https://plus.example"));
    let (free, first) = (free_user(&app).get("/en/").await, |answer: &Answer, forum: &str| {
        let ways = answer.text().split("class=\"ways\"").nth(1).unwrap().to_owned();
        ways.find(forum).unwrap() < ways.find("/en/contact").unwrap()
    });
    assert!(first(&free, "https://all.example") && first(&anonymous, "https://all.example"));
    assert!(!first(&admin, "https://plus.example"), "who is answered by support sees that first");
    assert!(!free.text().contains("https://plus.example"));
}
