//! What readers come for, with scripts.

use fantoccini::key::Key;

use crate::harness::{Browser, Window};

const SCRIPTS: Window = Window { scripts: true };

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_searches_as_they_type_and_finds_by_keyboard() {
    let browser = Browser::open(SCRIPTS).await;
    browser.goto_awake("/en/").await;
    browser.keys("/").await;
    browser
        .until(
            "the slash moves the focus",
            "return document.activeElement.matches('input[data-search]')",
        )
        .await;
    browser.keys("filter mess").await;
    browser
        .until(
            "suggestions open",
            "return document.activeElement.getAttribute('aria-expanded') === 'true'",
        )
        .await;
    browser.press(Key::Down).await;
    browser
        .until(
            "the first option is active",
            "const id = document.activeElement.getAttribute('aria-activedescendant'); return !!id && document.getElementById(id).getAttribute('aria-selected') === 'true'",
        )
        .await;
    browser.press(Key::Enter).await;
    browser.until("an article opens", "return location.pathname.startsWith('/en/articles/')").await;
    assert!(browser.text("h1").await.to_lowercase().contains("filter"));
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn escape_closes_the_list_and_enter_searches() {
    let browser = Browser::open(SCRIPTS).await;
    browser.goto_awake("/en/").await;
    browser.find("input[data-search]").await.click().await.unwrap();
    browser.keys("password").await;
    browser
        .until("suggestions open", "return !document.querySelector('[role=listbox]').hidden")
        .await;
    assert!(
        browser.text("[role=search] [role=status]").await.is_empty()
            || !browser
                .run("return document.querySelector('[role=search] [role=status]').textContent")
                .await
                .as_str()
                .unwrap()
                .is_empty()
    );
    browser.press(Key::Escape).await;
    browser
        .until("the list closes", "return document.querySelector('[role=listbox]').hidden")
        .await;
    browser.press(Key::Enter).await;
    browser.until_at("/en/search?q=password").await;
    assert!(
        browser.run("return document.querySelectorAll('.hit').length").await.as_u64().unwrap() > 3
    );
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_keystroke_wins() {
    let browser = Browser::open(SCRIPTS).await;
    browser.goto_awake("/en/").await;
    browser.find("input[data-search]").await.click().await.unwrap();
    browser.keys("invoice").await;
    browser.until("the list is about invoices", "return document.querySelector('.suggestion-title')?.textContent.toLowerCase().includes('invoice') ?? false").await;
    browser.run("const f = document.querySelector('input[data-search]'); f.value = ''; f.dispatchEvent(new Event('input', {bubbles: true}))").await;
    browser
        .until(
            "an empty field has no list",
            "return document.querySelector('[role=listbox]').hidden",
        )
        .await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn search_works_in_four_languages() {
    let browser = Browser::open(SCRIPTS).await;
    for (locale, query) in [
        ("en", "storage full"),
        ("fr", "espace de stockage"),
        ("es", "almacenamiento lleno"),
        ("ja", "ストレージ"),
    ] {
        browser.goto(&format!("/{locale}/")).await;
        browser.find("input[data-search]").await.send_keys(query).await.unwrap();
        browser.find(".search-button").await.click().await.unwrap();
        browser
            .until("results come", &format!("return location.pathname === '/{locale}/search'"))
            .await;
        let first =
            browser.find(".hit-title a").await.attr("href").await.unwrap().unwrap_or_default();
        assert!(first.starts_with(&format!("/{locale}/articles/drive/")), "{query}: {first}");
    }
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_theme_changes_at_once_and_stays() {
    let browser = Browser::open(SCRIPTS).await;
    browser.goto_awake("/en/").await;
    browser.find("[popovertarget=themes]").await.click().await.unwrap();
    browser.find("#themes [value=dark]").await.click().await.unwrap();
    browser
        .until("the page is dark", "return document.documentElement.dataset.theme === 'dark'")
        .await;
    browser.goto("/en/contact").await;
    assert_eq!(browser.run("return document.documentElement.dataset.theme").await, "dark");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changing_the_language_stays_on_the_page_and_is_remembered() {
    let browser = Browser::open(SCRIPTS).await;
    browser.goto("/en/articles/mail/filter-messages").await;
    browser.find("[popovertarget=languages]").await.click().await.unwrap();
    browser.find("#languages a[hreflang=fr]").await.click().await.unwrap();
    browser.until_at("/fr/articles/mail/filter-messages").await;
    browser.goto("/").await;
    browser.until_at("/fr/").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_free_reader_is_shown_the_forum_before_the_closed_channels() {
    let browser = Browser::open(SCRIPTS).await;
    browser.goto("/en/contact").await;
    let forum = browser.find(".ways a[href*='forum.']").await;
    assert!(forum.is_displayed().await.unwrap());
    let above = "return document.querySelector('.ways').getBoundingClientRect().top < document.querySelector('.channels').getBoundingClientRect().top";
    assert_eq!(browser.run(above).await, true);
    assert_eq!(
        browser.run("return document.querySelectorAll('.channel a, .channel button').length").await,
        0
    );
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_wakes_nothing_until_it_is_touched() {
    let browser = Browser::open(SCRIPTS).await;
    for path in ["/en/articles/mail/filter-messages", "/en/", "/en/search?q=mail"] {
        browser.goto(path).await;
        tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
        let wasm = "return performance.getEntriesByType('resource').filter(e => e.name.endsWith('.wasm')).length";
        assert_eq!(browser.run(wasm).await, 0, "{path}");
        browser.wake().await;
        browser.until(&format!("{path} loads it once"), &format!("{wasm} === 1")).await;
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ways_on_stay_in_sight_and_tab_leaves_the_list() {
    let browser = Browser::open(SCRIPTS).await;
    for (width, height) in [(1440, 700), (360, 740)] {
        browser.resize(width, height).await;
        browser.goto_awake("/en/").await;
        browser.find("input[data-search]").await.click().await.unwrap();
        browser.keys("mail").await;
        browser
            .until(
                "articles are named",
                "return document.querySelectorAll('.suggestion').length > 3",
            )
            .await;
        let in_sight = "return [...document.querySelectorAll('.suggestions-heading:empty ~ .suggestion')].every(way => { const box = way.getBoundingClientRect(); return box.height >= 44 && box.bottom <= innerHeight && document.elementFromPoint(box.left + 20, box.top + 22)?.closest('.suggestion') === way })";
        browser.until(&format!("the ways on are in sight at {width} pixels"), in_sight).await;
        browser.press(Key::Tab).await;
        browser
            .until("the list closes", "return document.querySelector('[role=listbox]').hidden")
            .await;
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_leads_to_a_search_field_on_a_phone_too() {
    let browser = Browser::open(SCRIPTS).await;
    browser.resize(360, 740).await;
    browser.goto("/en/articles/mail/filter-messages").await;
    browser.keys("/").await;
    browser
        .until(
            "the search page opens with the focus in its field",
            "return location.pathname === '/en/search' && document.activeElement.matches('input[data-search]')",
        )
        .await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_zone_follows_a_traveller_until_one_is_chosen() {
    let browser = Browser::open(SCRIPTS).await;
    let told = async |zone: &str, told: &str| {
        browser.travel(zone).await;
        browser.goto("/en/contact").await;
        let chosen = format!(
            "return document.readyState === 'complete' && document.querySelector('#time-zone select')?.value === {told:?}"
        );
        browser.until(&format!("in {zone} times are told in {told}"), &chosen).await;
    };
    told("Europe/Paris", "Europe/Paris").await;
    told("Asia/Tokyo", "Asia/Tokyo").await;
    browser.click("#time-zone option[value='America/New_York']").await;
    browser.click("#time-zone button").await;
    browser.until_at("#time-zone").await;
    told("Asia/Tokyo", "America/New_York").await;
    told("Europe/Paris", "America/New_York").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}
