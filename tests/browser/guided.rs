//! The guided form in a real browser: to a case and into the forum, with scripts and without; and what only scripts do.

use guichet_model::{
    status::ComponentState,
    viewer::{Role, Tier},
};
use guichet_storage::DraftOwner;
use guichet_tests::{TestApp, on_runtime, opening, until};
use serde_json::{Value, json};

use crate::harness::{BOTH, Browser, Window, site};

pub(crate) fn administrator(
    browser: &Browser,
    email: &str,
    tier: Tier,
) -> guichet_storage::Account {
    let organisation = browser.app.given_organisation(&browser.app.edition(tier));
    browser.app.given_account(email, Some((&organisation, Role::Administrator)), None)
}

async fn choose(browser: &Browser, value: &str) {
    browser.click(&format!("input[value={value}]")).await;
    browser.click(".guided-on").await;
}

/// Answers everything up to the details, which stand open then.
async fn answer_choices(browser: &Browser, locale: &str) {
    choose(browser, "mail").await;
    browser.until_at(&format!("/{locale}/contact/new/problem")).await;
    browser.fill("since", "this morning").await;
    choose(browser, "no_access").await;
    browser.until_at("/reach").await;
    choose(browser, "one").await;
    browser.until_at("/workaround").await;
    choose(browser, "none").await;
    browser.until_at("/details").await;
}

/// Answers everything up to the details, and them.
pub(crate) async fn answer_all(browser: &Browser, locale: &str) {
    answer_choices(browser, locale).await;
    browser.fill("title", "Error 500 in the inbox").await;
    browser.fill("description", "Opening the inbox shows error 500.").await;
    browser.click(".guided-on").await;
}

/// A file of a temporary folder, as a person picks it.
pub(crate) async fn pick(browser: &Browser, folder: &tempfile::TempDir, name: &str, bytes: &[u8]) {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("the folder is writable");
    let input = browser.find("#files").await;
    input.send_keys(&path.to_string_lossy()).await.expect("files can be picked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_administrator_submits_a_case() {
    for window in BOTH {
        let browser = Browser::open(window).await;
        let folder = tempfile::tempdir().expect("a temporary folder");
        administrator(&browser, "ana@lumiere.example", Tier::Paid);
        browser.goto("/en/contact/new").await;
        browser.click("main .button-large").await;
        browser.until_at("/en/contact/new/service").await;
        // A step that is not answered says so.
        browser.click(".guided-on").await;
        browser.find("#errors").await;
        // The console tells of that answer's status; what comes after has nothing to tell.
        browser.console_errors().await;
        answer_all(&browser, "en").await;
        browser.until_at("/review").await;
        // Whoever is not signed in does so at the end, and goes on where they were.
        browser.click(".guided-end .button").await;
        browser.sign_in("ana@lumiere.example").await;
        browser.until_at("/evidence").await;
        pick(&browser, &folder, "screenshot.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01").await;
        if !window.scripts {
            browser.click("button[value=upload]").await;
        }
        browser.find(".file-row a[href^='/attachments/']").await;
        browser.click(".guided-on").await;
        browser.until_at("/review").await;
        let review = browser.text("main").await;
        for said in ["Error 500 in the inbox", "screenshot.png", "P2", "this morning"] {
            assert!(review.contains(said), "{said}: {review}");
        }
        browser.click(".guided-submit .button-large").await;
        let reference = browser.text(".guided-reference").await;
        assert_eq!(reference.chars().filter(char::is_ascii_alphanumeric).count(), 8, "{reference}");
        if window.scripts {
            assert_eq!(browser.console_errors().await, Vec::<String>::new());
        }
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_free_user_takes_a_topic_to_the_forum() {
    for window in BOTH {
        let browser = Browser::open(window).await;
        administrator(&browser, "bo@club.example", Tier::Free);
        browser.goto("/fr/sign-in?next=/fr/contact/new").await;
        browser.sign_in("bo@club.example").await;
        browser.until_at("/fr/contact/new").await;
        assert!(browser.text("main").await.contains("Le formulaire mène au forum"));
        browser.click("main .button-large").await;
        browser.until_at("/fr/contact/new/service").await;
        answer_all(&browser, "fr").await;
        browser.until_at("/review").await;
        let way = browser.find("#topic .button-large").await;
        let address = way.attr("href").await.unwrap().unwrap_or_default();
        let begun = "/new-topic?title=Error%20500%20in%20the%20inbox&body=Opening%20the%20inbox%20shows%20error%20500.";
        assert!(address.contains(begun), "title and body: {address}");
        assert!(address.contains("tags=mail"), "the service: {address}");
        let topic = browser.run("return document.querySelector('.guided-text').value").await;
        assert!(topic.as_str().unwrap().contains("Opening the inbox shows error 500."), "{topic}");
        browser.find(".article-row-link").await;
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_comes_to_discourse_with_title_body_and_category() {
    let policy = r#"
        services = [{ id = "mail", name = "Mail" }]
        forums = [{ name = "Forum", kind = "discourse", url = "https://forum.example/c/en", categories = { mail = "en/mail/5" } }]
        "#;
    let words = guichet_tests::article("Filter messages", "Filters sort what arrives.");
    let files = [("portal.toml", policy), ("articles/en/mail/filter-messages.md", &*words)];
    for window in BOTH {
        let app = TestApp::given_content_with(&files, |settings| settings.site = site());
        let browser = Browser::open_on(window, app).await;
        browser.goto("/en/contact/new").await;
        browser.click("main .button-large").await;
        browser.until_at("/en/contact/new/service").await;
        answer_all(&browser, "en").await;
        browser.until_at("/review").await;
        let way = browser.find("#topic .button-large").await;
        let address = way.attr("href").await.unwrap().unwrap_or_default();
        let begun = "https://forum.example/new-topic?title=Error%20500%20in%20the%20inbox&body=Opening%20the%20inbox%20shows%20error%20500.";
        assert!(address.starts_with(begun), "{address}");
        assert!(address.contains("this%20morning"), "the answers stand in the body: {address}");
        assert!(address.ends_with("&category_id=5"), "{address}");
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_is_kept_and_what_stands_at_the_side_follows() {
    let browser = Browser::open(Window { scripts: true }).await;
    let ana = administrator(&browser, "cy@lumiere.example", Tier::Paid);
    browser.goto("/en/sign-in?next=/en/contact/new/service").await;
    browser.sign_in("cy@lumiere.example").await;
    browser.find("input[value=mail]").await;
    answer_all(&browser, "en").await;
    browser.until_at("/evidence").await;
    browser.goto("/en/contact/new/workaround").await;
    browser.find("#priority .priority-p2").await;
    browser.click("input[value=acceptable]").await;
    browser.find("#priority .priority-p3").await;
    browser.goto("/en/contact/new/details").await;
    browser.fill("title", "Messages are filtered away").await;
    browser
        .until("it is saved", "return document.getElementById('saved').textContent !== ''")
        .await;
    // What is typed slowly is saved more than once.
    let storage = browser.app.state.accounts.storage.clone();
    until("all that was typed is saved", async || {
        let draft = on_runtime(storage.draft(DraftOwner::Account(&ana.id))).unwrap().unwrap();
        draft.answers.contains("Messages are filtered away")
    })
    .await;
    // Nothing was sent by a button; the page is left, and the answers are there.
    browser.goto("/en/contact/new/details").await;
    let title = browser.run("return document.getElementById('title').value").await;
    assert_eq!(title, "Messages are filtered away");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}

/// Waits until the page says so about what is typed.
async fn says(browser: &Browser, words: &str) {
    let script = format!("return document.getElementById('saved').textContent.includes({words:?})");
    browser.until(&format!("it says {words}"), &script).await;
}

/// Waits until a page has this in a field.
async fn has(browser: &Browser, field: &str, value: &str) {
    let script = format!("return document.getElementById({field:?})?.value === {value:?}");
    browser.until(&format!("{field} is {value}"), &script).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_half_typed_goes_along_to_another_language() {
    let browser = Browser::open(Window { scripts: true }).await;
    browser.goto("/en/contact/new/service").await;
    browser.find("input[value=mail]").await;
    answer_choices(&browser, "en").await;
    // A line alone is no answer yet, and the last keys are pressed right before a link.
    browser.fill("title", "Messages are filtered aw").await;
    browser.keys("ay").await;
    browser.click("[popovertarget=languages]").await;
    browser.click("#languages a[hreflang=fr]").await;
    browser.until_at("/fr/contact/new/details").await;
    has(&browser, "title", "Messages are filtered away").await;
    // The same by a form that is none of the questions.
    browser.fill("description", "Since this morning.").await;
    browser.click("[popovertarget=themes]").await;
    browser.click("#themes [value=dark]").await;
    browser.until("it is dark", "return document.documentElement.dataset.theme === 'dark'").await;
    has(&browser, "description", "Since this morning.").await;
    // What is discarded does not come back, whatever was typed before.
    browser.fill("title", "Something else").await;
    browser.click("button[value=discard]").await;
    browser.until_at("/fr/contact/new").await;
    browser.goto("/fr/contact/new").await;
    let begun = "return document.querySelector('button[value=discard]') !== null";
    assert_eq!(browser.run(begun).await, json!(false));
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_affected_says_so_while_typing_and_finds_their_words_again() {
    let browser = Browser::open(Window { scripts: true }).await;
    browser.app.given_incident(&opening("Mail is out", ComponentState::MajorOutage));
    browser.goto("/en/contact/new/service").await;
    browser.find("input[value=mail]").await;
    answer_choices(&browser, "en").await;
    // What stands at the side follows what is typed: not the button that is just being pressed.
    browser.fill("title", "Messages do not arrive").await;
    browser.click("#side button[name=affected]").await;
    assert!(browser.text(".notice-positive").await.contains("we have counted you"));
    browser.click("main a[href='/en/contact/new/details']").await;
    browser.until_at("/en/contact/new/details").await;
    has(&browser, "title", "Messages do not arrive").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_kept_is_said_and_tried_again() {
    let browser = Browser::open(Window { scripts: true }).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let hal = administrator(&browser, "hal@lumiere.example", Tier::Paid);
    browser.goto("/en/sign-in?next=/en/contact/new/service").await;
    browser.sign_in("hal@lumiere.example").await;
    browser.find("input[value=mail]").await;
    answer_choices(&browser, "en").await;
    browser.run("window.real = window.fetch").await;
    let gone = "window.fetch = () => Promise.reject(new TypeError('Failed to fetch'))";
    let full =
        "window.fetch = async () => new Response('{\"code\": \"storage-full\"}', { status: 507 })";
    let back = "window.fetch = window.real";
    browser.run(gone).await;
    browser.fill("title", "Error 500 in the inbox").await;
    says(&browser, "Not saved yet").await;
    browser.run(full).await;
    says(&browser, "there is no room right now").await;
    browser.run(back).await;
    says(&browser, "Saved").await;
    let storage = browser.app.state.accounts.storage.clone();
    let owner = hal.id.clone();
    let draft = on_runtime(async move { storage.draft(DraftOwner::Account(&owner)).await });
    assert!(draft.unwrap().unwrap().answers.contains("Error 500 in the inbox"));

    browser.fill("description", "Opening the inbox shows error 500.").await;
    browser.click(".guided-on").await;
    browser.until_at("/evidence").await;
    browser.run("window.real = window.fetch").await;
    browser.run(full).await;
    pick(&browser, &folder, "screenshot.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01").await;
    browser.find(".file-row.field-wrong .link-button").await;
    let said = browser.text(".file-row.field-wrong").await;
    assert!(said.contains("There is no room to keep this right now"), "{said}");
    browser.run(back).await;
    browser.click(".guided-on").await;

    // The last page keeps what is chosen and written there, too.
    browser.until_at("/review").await;
    browser.click(".guided-levels summary").await;
    browser.click("input[name=level][value=P1]").await;
    browser.fill("reason", "The board meets in an hour.").await;
    says(&browser, "Saved").await;
    browser.goto("/en/contact/new/review").await;
    has(&browser, "reason", "The board meets in an hour.").await;
    let level = "return document.querySelector('input[name=level]:checked').value";
    assert_eq!(browser.run(level).await, json!("P1"));
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_stay_in_the_browser() {
    let browser = Browser::open(Window { scripts: true }).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let ana = administrator(&browser, "di@lumiere.example", Tier::Paid);
    browser.goto("/en/sign-in?next=/en/contact/new/service").await;
    browser.sign_in("di@lumiere.example").await;
    browser.find("input[value=mail]").await;
    answer_all(&browser, "en").await;
    browser.until_at("/evidence").await;
    let loaded = "return performance.getEntriesByType('resource').some((entry) => entry.name.includes('redact'))";
    assert_eq!(browser.run(loaded).await, json!(false), "it loads only when it is needed");
    let har = json!({ "log": { "entries": [{ "request": {
        "url": "https://app.example/?token=CANARYone", "headers": [
            { "name": "Cookie", "value": "SID=CANARYtwo" }, { "name": "Accept", "value": "text/html" },
        ] } }] } });
    pick(&browser, &folder, "trace.har", har.to_string().as_bytes()).await;
    browser.find(".removed").await;
    assert_eq!(browser.run(loaded).await, json!(true));
    let said = browser.text(".removed").await;
    assert!(said.contains("Secrets taken out of trace.har: 2"), "{said}");
    assert!(!said.contains("CANARYone"), "a secret is not shown whole: {said}");
    browser.click(".removed .button").await;
    browser.find(".file-row a[href^='/attachments/']").await;
    let storage = browser.app.state.accounts.storage.clone();
    let file = on_runtime(async move {
        let draft = storage.draft(DraftOwner::Account(&ana.id)).await.unwrap().unwrap();
        storage.attachments_of(&draft.id).await.unwrap().remove(0)
    });
    let id = file.id.as_str();
    let path = browser.app.files_folder().join(&id[..2]).join(id);
    let kept = std::fs::read_to_string(path).expect("the file is there");
    assert!(!kept.contains("CANARY") && kept.contains("text/html"), "{kept}");
    serde_json::from_str::<Value>(&kept).expect("it is still JSON");
    // What its owner keeps is sent.
    pick(&browser, &folder, "mail.log", b"password=CANARYthree\ntoken=CANARYfour\n").await;
    browser.find(".removed").await;
    browser.click(".removed li:nth-child(2) input").await;
    browser.click(".removed .button").await;
    browser
        .until("two files", "return document.querySelectorAll('.file-row a').length === 2")
        .await;
    let found = browser
        .run("return [...document.querySelectorAll('.file-row a')].find((a) => a.textContent === 'mail.log').getAttribute('href')")
        .await;
    let id = found.as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let path = browser.app.files_folder().join(&id[..2]).join(&id);
    assert_eq!(std::fs::read_to_string(path).unwrap(), "password=[removed]\ntoken=CANARYfour\n");
    // Whoever goes on while a file waits is led to it, and goes on once it is sent.
    pick(&browser, &folder, "third.log", b"password=CANARYfive\n").await;
    browser.find(".removed").await;
    browser.click(".guided-on").await;
    browser
        .until(
            "the waiting file has the focus",
            "return document.activeElement.matches('.removed .guided-side-title')",
        )
        .await;
    browser.click(".removed .button").await;
    browser.until_at("/review").await;
    assert!(browser.text("main").await.contains("third.log"));
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}

/// How many files the page lists as sent.
async fn sent(browser: &Browser, count: usize) {
    let script = format!(
        "return document.querySelectorAll('.file-row a[href^=\"/attachments/\"]').length === {count}"
    );
    browser.until(&format!("{count} files are sent"), &script).await;
}

/// What the portal keeps of the account's only draft: each file's name and bytes.
fn kept(browser: &Browser, account: &guichet_storage::Account) -> Vec<(String, Vec<u8>)> {
    let storage = browser.app.state.accounts.storage.clone();
    let files = on_runtime(async move {
        let draft = storage.draft(DraftOwner::Account(&account.id)).await?;
        storage.attachments_of(&draft.expect("there is one").id).await
    })
    .expect("the database answers");
    let folder = browser.app.files_folder();
    let read = |id: &str| std::fs::read(folder.join(&id[..2]).join(id)).expect("the file is there");
    files.into_iter().map(|file| (file.name, read(file.id.as_str()))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_file_says_why_and_is_taken_away() {
    let browser = Browser::open(Window { scripts: true }).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    administrator(&browser, "gil@lumiere.example", Tier::Paid);
    browser.goto("/en/sign-in?next=/en/contact/new/service").await;
    browser.sign_in("gil@lumiere.example").await;
    browser.find("input[value=mail]").await;
    answer_all(&browser, "en").await;
    browser.until_at("/evidence").await;
    for (name, bytes, why) in [
        ("empty.png", &b""[..], "empty.png is empty."),
        ("tool.exe", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff", "tool.exe is a program."),
    ] {
        pick(&browser, &folder, name, bytes).await;
        browser.find(".file-row.field-wrong .link-button").await;
        let said = browser.text(".file-row.field-wrong").await;
        assert!(said.contains(why), "{said}");
        let running = "return document.querySelectorAll('.file-row progress').length";
        assert_eq!(browser.run(running).await, json!(0), "{name}: nothing runs any more");
        browser.click(".file-row.field-wrong .link-button").await;
        let gone = "return document.querySelectorAll('.file-row').length === 0";
        browser.until(&format!("{name} is gone"), gone).await;
    }
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_dropped_and_pasted() {
    let browser = Browser::open(Window { scripts: true }).await;
    let eve = administrator(&browser, "eve@lumiere.example", Tier::Paid);
    browser.goto("/en/sign-in?next=/en/contact/new/service").await;
    browser.sign_in("eve@lumiere.example").await;
    browser.find("input[value=mail]").await;
    answer_all(&browser, "en").await;
    browser.until_at("/evidence").await;
    // What a page sees of a drag and of a paste: an event that carries files.
    let carry = "const carried = new DataTransfer(); carried.items.add(new File([arguments[0]], arguments[1], { type: 'text/plain' }));";
    let act = async |script: &str, text: &str, name: &str| {
        let script = format!("{carry} {script}");
        let arguments = vec![json!(text), json!(name)];
        browser.client.execute(&script, arguments).await.expect("the event is sent")
    };
    let over = "const go = document.dispatchEvent(new DragEvent('dragover', { dataTransfer: carried, bubbles: true, cancelable: true })); \
                return [go, document.body.classList.contains('dropping')]";
    let shown = act(over, "x", "x.txt").await;
    assert_eq!(shown, json!([false, true]), "the page takes what is dragged over it, and shows it");
    let drop = "document.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true })); \
                return document.body.classList.contains('dropping')";
    assert_eq!(act(drop, "first line", "dropped.txt").await, json!(false));
    sent(&browser, 1).await;
    let paste = "document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carried, bubbles: true }))";
    act(paste, "second line", "pasted.txt").await;
    sent(&browser, 2).await;
    let mut files = kept(&browser, &eve);
    files.sort();
    let expected = [
        ("dropped.txt".to_owned(), b"first line".to_vec()),
        ("pasted.txt".to_owned(), b"second line".to_vec()),
    ];
    assert_eq!(files, expected);
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_on_after_the_connection_was_lost() {
    let browser = Browser::open(Window { scripts: true }).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let flo = administrator(&browser, "flo@lumiere.example", Tier::Paid);
    browser.goto("/en/sign-in?next=/en/contact/new/service").await;
    browser.sign_in("flo@lumiere.example").await;
    browser.find("input[value=mail]").await;
    answer_all(&browser, "en").await;
    browser.until_at("/evidence").await;
    browser.lose_the_network_after_a_piece().await;
    let bytes: Vec<u8> = b"\x89PNG\r\n\x1a\n".iter().copied().cycle().take(2_500_000).collect();
    pick(&browser, &folder, "screenshot.png", &bytes).await;
    browser.find("#file-rows .link-button").await;
    let said = browser.text("#file-rows .file-size").await;
    assert!(said.contains("the connection was lost"), "{said}");
    browser
        .run("window.gone = false; document.querySelector('#file-rows .link-button')?.click()")
        .await;
    sent(&browser, 1).await;
    assert_eq!(browser.run("return window.pieces").await, json!(3), "no piece was sent twice");
    assert_eq!(kept(&browser, &flo), [("screenshot.png".to_owned(), bytes)]);
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_on_after_the_page_was_loaded_again() {
    let browser = Browser::open(Window { scripts: true }).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let ina = administrator(&browser, "ina@lumiere.example", Tier::Paid);
    browser.goto("/en/sign-in?next=/en/contact/new/service").await;
    browser.sign_in("ina@lumiere.example").await;
    browser.find("input[value=mail]").await;
    answer_all(&browser, "en").await;
    browser.until_at("/evidence").await;
    let one_piece = "const real = window.fetch; window.fetch = (address, options = {}) => { \
         if (window.gone) return Promise.reject(new TypeError('Failed to fetch')); \
         if (options.method === 'PATCH') return real(address, options).then((answer) => { window.gone = true; return answer; }); \
         return real(address, options); }";
    let count = "const real = window.fetch; window.pieces = 0; window.fetch = (address, options = {}) => { \
         if (options.method === 'PATCH') window.pieces++; \
         return real(address, options); }";
    let bytes: Vec<u8> = b"\x89PNG\r\n\x1a\n".iter().copied().cycle().take(2_500_000).collect();
    let mut other = bytes.clone();
    other.reverse();
    other[..8].copy_from_slice(&bytes[..8]);
    for (name, again, pieces) in [("same.png", &bytes, 2), ("other.png", &other, 3)] {
        browser.run(one_piece).await;
        pick(&browser, &folder, name, &bytes).await;
        browser.find("#file-rows .file-row:not([data-half]) .link-button[type=button]").await;
        browser.goto("/en/contact/new/evidence").await;
        let half = browser.text("#file-rows [data-half]").await;
        assert!(half.contains(name) && half.contains("of 3 MB arrived"), "{half}");
        browser.run(count).await;
        pick(&browser, &folder, name, again).await;
        sent(&browser, if name == "same.png" { 1 } else { 2 }).await;
        assert_eq!(browser.run("return window.pieces").await, json!(pieces), "{name}");
        let rows = "return document.querySelectorAll('#file-rows [data-half]').length";
        assert_eq!(browser.run(rows).await, json!(0), "{name}");
    }
    let mut files = kept(&browser, &ina);
    files.sort();
    assert_eq!(files, [("other.png".to_owned(), other), ("same.png".to_owned(), bytes)]);
    browser.click(".guided-on").await;
    browser.until_at("/review").await;
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}
