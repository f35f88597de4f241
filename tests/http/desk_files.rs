//! Files that agents send: with an answer for the customer, with a note for the others, and kept while a form is put right.

use axum::{
    body::Body,
    http::{Request, header},
};
use guichet_model::case::CaseRef;
use guichet_tests::{
    Answer,
    actors::{Actor, agent, operator, paid_admin},
};

use super::{
    attachments::files_on_disk,
    cases::{at, portal},
};

fn desk(reference: &CaseRef) -> String {
    format!("/en/desk/cases/{}", reference.as_str())
}

/// A form as browsers send it: fields, then files, then the button.
async fn send(
    who: &Actor<'_>,
    reference: &CaseRef,
    fields: &[(&str, &str)],
    files: &[(&str, &str)],
) -> Answer {
    let (does, rest) = fields.split_last().unwrap();
    let part = |(name, value): &(&str, &str)| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = |(name, bytes): &(&str, &str)| {
        format!(
            "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: text/plain\r\n\r\n{bytes}\r\n"
        )
    };
    let parts = rest.iter().map(part).chain(files.iter().map(file)).chain([part(does)]);
    let body = parts.collect::<Vec<_>>().concat() + "--b--\r\n";
    let request = Request::post(desk(reference))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin");
    who.send(request, Body::from(body)).await
}

/// The address of a file of this name on a page.
fn address(page: &Answer, name: &str) -> String {
    let html = page.text();
    let at = html.find(&format!(">{name}<")).unwrap_or_else(|| panic!("{name} is on the page"));
    let start = html[..at].rfind("/attachments/").unwrap();
    html[start..].split('"').next().unwrap().to_owned()
}

/// The files that wait in the form of a page, by identifier.
fn waiting(page: &Answer) -> Vec<String> {
    let parts = page.text().split("name=\"file\" value=\"").skip(1);
    parts.map(|part| part.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_customer_has_the_files_of_an_answer_and_nobody_else_does() {
    let app = portal();
    let (ana, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&ana, "Mail is late");
    app.letters();
    let fields = [
        ("version", "1"),
        ("text", "Please try this filter."),
        ("next", "theirs"),
        ("do", "answer"),
    ];
    let sent = send(&agent, &reference, &fields, &[("filter.xml", "<filter/>"), ("b.log", "b")]);
    assert_eq!(sent.await.header("location"), format!("{}?done=answered", desk(&reference)));
    let page = ana.get(&at(&reference)).await;
    assert!(page.text().contains("Please try this filter."));
    let files = page.text().split("class=\"files\"").nth(1).expect("a list of files");
    assert!(files.contains("<path d=\"M11.500 2.500H6A1.5"), "a sheet of paper stands for a file");
    let file = address(&page, "filter.xml");
    for reader in [&ana, &agent, &operator(&app)] {
        let answer = reader.get(&file).await;
        assert_eq!((answer.status, answer.text()), (200, "<filter/>"));
        assert!(answer.header("content-disposition").starts_with("attachment"));
    }
    for other in [app.anonymous(), paid_admin(&app)] {
        assert_eq!(other.get(&file).await.status, 404);
    }
    let letter = app.letters().remove(0).content;
    assert!(letter.text.contains("Files come with this answer: "), "{}", letter.text);
    assert!(letter.text.contains("filter.xml") && letter.text.contains("b.log"));
    assert!(letter.text.contains(&at(&reference)) && !letter.text.contains("/attachments/"));
}

#[tokio::test]
async fn the_files_of_a_note_are_for_staff() {
    let app = portal();
    let (ana, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&ana, "Mail is late");
    let fields = [("version", "1"), ("note", "Their logs"), ("do", "note")];
    assert_eq!(send(&agent, &reference, &fields, &[("queue.log", "09:00")]).await.status, 303);
    let file = address(&agent.get(&desk(&reference)).await, "queue.log");
    assert_eq!(operator(&app).get(&file).await.text(), "09:00");
    assert_eq!(ana.get(&file).await.status, 404, "whoever asked does not read notes");
    assert!(!ana.get(&at(&reference)).await.text().contains("queue.log"));
}

#[tokio::test]
async fn a_form_that_is_refused_keeps_its_words_and_its_files() {
    let app = portal();
    let (ana, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&ana, "Mail is late");
    ana.post_form(&at(&reference), &[("do", "reply"), ("text", "It is back")]).await;
    let fields = [("version", "1"), ("text", "Try this"), ("next", "ours"), ("do", "answer")];
    let stale = send(&agent, &reference, &fields, &[("filter.xml", "<filter/>")]).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text().contains("Try this</textarea>") && stale.text().contains("filter.xml"));
    let files = waiting(&stale);
    assert_eq!(files.len(), 1);
    assert_eq!(agent.get(&format!("/attachments/{}", files[0])).await.status, 200);
    assert_eq!(ana.get(&format!("/attachments/{}", files[0])).await.status, 404, "not yet sent");

    // One that cannot be taken keeps the others.
    let again = [
        ("version", "2"),
        ("text", "Try this"),
        ("next", "ours"),
        ("file", files[0].as_str()),
        ("do", "answer"),
    ];
    let refused = send(&agent, &reference, &again, &[("empty.log", ""), ("more.log", "x")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Not every file was taken: empty.log."));
    let files = waiting(&refused);
    assert_eq!(files.len(), 2);
    let last: Vec<(&str, &str)> = again[..3]
        .iter()
        .copied()
        .chain(files.iter().map(|id| ("file", id.as_str())))
        .chain([("do", "answer")])
        .collect();
    assert_eq!(send(&agent, &reference, &last, &[]).await.status, 303);
    let page = ana.get(&at(&reference)).await;
    for name in ["filter.xml", "more.log"] {
        assert_eq!(ana.get(&address(&page, name)).await.status, 200, "{name}");
    }
    assert_eq!(page.text().matches("/attachments/").count(), 2);
}

#[tokio::test]
async fn nobody_sends_files_of_others() {
    let app = portal();
    let (ana, one, two) = (paid_admin(&app), agent(&app), operator(&app));
    let reference = app.given_case(&ana, "Mail is late");
    let fields = [("version", "0"), ("text", " "), ("do", "answer")];
    let refused = send(&one, &reference, &fields, &[("mine.log", "mine")]).await;
    assert_eq!(refused.status, 422, "there are no words");
    let id = waiting(&refused).remove(0);
    let fields = [("version", "1"), ("text", "Look"), ("file", &*id), ("do", "answer")];
    let refused = send(&two, &reference, &fields, &[]).await;
    assert_eq!((refused.status, refused.text().contains("mine.log")), (422, false));
    assert!(!ana.get(&at(&reference)).await.text().contains("mine.log"));
    assert_eq!(ana.get(&format!("/attachments/{id}")).await.status, 404);
    assert_eq!(files_on_disk(&app), 1);
    for stranger in [&ana, &app.anonymous()] {
        let refused = send(stranger, &reference, &fields, &[("evil.log", "evil")]).await;
        assert!(matches!(refused.status, 303 | 403), "{}", refused.status);
        assert_eq!(files_on_disk(&app), 1, "nothing of theirs was kept");
    }
}

#[tokio::test]
async fn a_file_that_is_gone_is_told_and_the_words_are_kept() {
    let app = portal();
    let (ana, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&ana, "Mail is late");
    let fields = [("version", "0"), ("text", "Try this"), ("do", "answer")];
    let stale = send(&agent, &reference, &fields, &[("filter.xml", "<filter/>")]).await;
    let id = waiting(&stale).remove(0);
    let fields = |version| {
        [("version", version), ("text", "Try this"), ("file", id.as_str()), ("do", "answer")]
    };
    assert_eq!(send(&agent, &reference, &fields("1"), &[]).await.status, 303);
    let refused = send(&agent, &reference, &fields("2"), &[("empty.log", "")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Try this</textarea>"));
    assert!(refused.text().contains("Not every file was taken: empty.log."));
    assert!(refused.text().contains("A file that waited here is gone"));
}

#[tokio::test]
async fn a_text_that_is_too_long_is_given_back() {
    let app = portal();
    let (ana, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&ana, "Mail is late");
    let text = "lorem ipsum ".repeat(90_000);
    let fields = |text| [("version", "1"), ("text", text), ("next", "ours"), ("do", "answer")];
    let refused = send(&agent, &reference, &fields(&text), &[("a.log", "a")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains(text.trim_end()), "what was written still stands there");
    assert_eq!(waiting(&refused).len(), 1);
    let half = "x".repeat(3 * 1024 * 1024);
    let fields =
        [("version", "1"), ("text", half.as_str()), ("note", half.as_str()), ("do", "answer")];
    assert_eq!(send(&agent, &reference, &fields, &[]).await.status, 413, "more than fits in all");
}
