//! Files that a customer sends to a case: as safely as with the guided form where scripts run, and with a warning where none do.

use guichet_model::case::CaseRef;
use guichet_storage::Audience;
use guichet_tests::on_runtime;
use serde_json::json;

use crate::{
    cases::{ANA, given_case},
    guided::pick,
    harness::{Browser, Window},
};

/// Opens a case's page as who asked it.
async fn open(browser: &Browser, reference: &CaseRef) {
    let at = format!("/en/cases/{}", reference.as_str());
    browser.goto(&at).await;
    browser.sign_in(ANA).await;
    browser.until_at(&at).await;
}

/// Waits until so many files are ready to go along.
async fn ready(browser: &Browser, count: usize) {
    let script = format!(
        "return document.querySelectorAll('.file-rows input[name=file]:checked').length === {count}"
    );
    browser.until(&format!("{count} files are ready"), &script).await;
}

/// Lets the page see a file that is dropped or pasted.
async fn carry(browser: &Browser, event: &str, name: &str, text: &str) {
    let script = format!(
        "const carried = new DataTransfer(); carried.items.add(new File([arguments[0]], arguments[1], {{ type: 'text/plain' }})); \
         document.dispatchEvent({event})"
    );
    let arguments = vec![json!(text), json!(name)];
    browser.client.execute(&script, arguments).await.expect("the event is sent");
}

const DROP: &str =
    "new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true })";
const PASTE: &str = "new ClipboardEvent('paste', { clipboardData: carried, bubbles: true })";

/// The files of a case: each one's name and bytes.
fn kept(browser: &Browser, reference: &CaseRef) -> Vec<(String, Vec<u8>)> {
    let storage = browser.app.state.accounts.storage.clone();
    let reference = reference.clone();
    let files = on_runtime(async move {
        let mut files = Vec::new();
        for file in storage.case_files(&reference, Audience::Customer).await? {
            files.extend(storage.attachment(&file.attachment.into()).await?);
        }
        Ok::<_, guichet_storage::StorageError>(files)
    })
    .expect("the database answers");
    let folder = browser.app.files_folder();
    let read = |id: &str| std::fs::read(folder.join(&id[..2]).join(id)).expect("the file is there");
    let mut files: Vec<_> =
        files.into_iter().map(|file| (file.name, read(file.id.as_str()))).collect();
    files.sort();
    files
}

#[tokio::test(flavor = "multi_thread")]
async fn files_for_a_case_are_cleaned_dropped_pasted_and_go_on_after_a_lost_connection() {
    let browser = Browser::open(Window { scripts: true }).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let reference = given_case(&browser, "Mail is late");
    open(&browser, &reference).await;
    browser.find(".case-reply .drop-hint").await;
    let caution = browser.find(".case-reply .notice-info").await;
    assert!(!caution.is_displayed().await.unwrap(), "the warning is for those without scripts");
    let loaded = "return performance.getEntriesByType('resource').some((entry) => entry.name.includes('redact'))";
    assert_eq!(browser.run(loaded).await, json!(false), "what cleans loads when it is needed");
    let har = json!({ "log": { "entries": [{ "request": { "headers": [
        { "name": "Cookie", "value": "SID=CANARYone" }, { "name": "Accept", "value": "text/html" },
    ] } }] } });
    carry(&browser, DROP, "trace.har", &har.to_string()).await;
    let said = browser.text(".removed .guided-side-title").await;
    assert!(said.contains("taken out of trace.har"), "{said}");
    assert!(!browser.text(".removed").await.contains("CANARYone"), "nor is it shown whole");
    assert_eq!(browser.run(loaded).await, json!(true));
    browser.click(".removed .button").await;
    ready(&browser, 1).await;
    carry(&browser, PASTE, "headers.eml", "Subject: late\n\nwords").await;
    ready(&browser, 2).await;

    browser.lose_the_network_after_a_piece().await;
    let bytes: Vec<u8> = b"\x89PNG\r\n\x1a\n".iter().copied().cycle().take(2_500_000).collect();
    pick(&browser, &folder, "screenshot.png", &bytes).await;
    browser.find(".file-rows .link-button").await;
    let row = browser.text(".file-rows .file-row:last-child").await;
    assert!(row.contains("the connection was lost"), "{row}");
    browser.find(".file-rows progress").await;
    browser
        .run("window.gone = false; document.querySelector('.file-rows .link-button')?.click()")
        .await;
    ready(&browser, 3).await;
    assert_eq!(browser.run("return window.pieces").await, json!(3), "no piece was sent twice");

    browser.fill("text", "Here is what we saw.").await;
    browser.click(".case-reply [value=reply]").await;
    browser.find(".notice-positive").await;
    let files = kept(&browser, &reference);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["headers.eml", "screenshot.png", "trace.har"]);
    assert_eq!(files[0].1, b"Subject: late\n\nwords");
    assert_eq!(files[1].1, bytes);
    let trace = String::from_utf8_lossy(&files[2].1);
    assert!(!trace.contains("CANARY") && trace.contains("text/html"), "{trace}");
    assert_eq!(browser.console_errors().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_a_case_takes_files_as_they_are_and_its_page_says_so() {
    let browser = Browser::open(Window { scripts: false }).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let reference = given_case(&browser, "Mail is late");
    open(&browser, &reference).await;
    let caution = browser.find(".case-reply .notice-info").await;
    assert!(caution.is_displayed().await.unwrap());
    assert!(caution.text().await.unwrap().contains("Files are sent as they are"));
    pick(&browser, &folder, "mail.log", b"09:00 queued\n").await;
    browser.click(".case-reply [value=reply]").await;
    browser.find("main .notice-positive").await;
    assert_eq!(kept(&browser, &reference), [("mail.log".to_owned(), b"09:00 queued\n".to_vec())]);
    browser.close().await;
}
