//! Files: sent in pieces, resumed, refused for what they are, handed out to those entitled and to nobody else.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::{
    body::Body,
    http::{Request, header},
};
use base64::Engine as _;
use bytes::Bytes;
use futures_util::stream;
use guichet_server::attachments::{
    self, MAX_BYTES, MAX_FILES,
    receive::{self, Fault},
};
use guichet_server::settings::Concealed;
use guichet_storage::{AttachmentId, TokenHash, random_token};
use guichet_tests::{
    Answer, TestApp,
    actors::{Actor, actor_of, agent, paid_admin, paid_member},
    cases::new_case,
    on_runtime,
};
use jiff::ToSpan as _;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

fn app() -> TestApp {
    TestApp::small_with(|_| {})
}

fn tus(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header("tus-resumable", "1.0.0")
        .header("sec-fetch-site", "same-origin")
}

pub(crate) async fn announce(actor: &Actor<'_>, name: &str, size: u64) -> Answer {
    let name = base64::engine::general_purpose::STANDARD.encode(name);
    let request = tus("POST", "/api/v1/uploads")
        .header("upload-length", size)
        .header("upload-metadata", format!("filename {name}"));
    actor.send(request, Body::empty()).await
}

async fn piece(actor: &Actor<'_>, at: &str, offset: u64, body: Body) -> Answer {
    let request = tus("PATCH", at)
        .header("upload-offset", offset)
        .header(header::CONTENT_TYPE, "application/offset+octet-stream");
    actor.send(request, body).await
}

async fn send(actor: &Actor<'_>, name: &str, bytes: &[u8]) -> (String, Answer) {
    let announced = announce(actor, name, bytes.len() as u64).await;
    assert_eq!(announced.status, 201, "{}", announced.text());
    let at = announced.header("location").to_owned();
    let answer = piece(actor, &at, 0, Body::from(bytes.to_vec())).await;
    (at, answer)
}

fn id_of(at: &str) -> String {
    at.rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_file_arrives_in_pieces_and_goes_on_where_it_stopped() {
    let app = app();
    let ana = paid_admin(&app);
    let announced = announce(&ana, "mail.log", 10).await;
    let at = announced.header("location").to_owned();
    assert_eq!((announced.status, announced.header("tus-resumable")), (201, "1.0.0"));
    let first = piece(&ana, &at, 0, Body::from("four")).await;
    assert_eq!((first.status, first.header("upload-offset")), (204, "4"));
    let asked = ana.send(tus("HEAD", &at), Body::empty()).await;
    assert_eq!(asked.header("upload-offset"), "4");
    assert_eq!(asked.header("upload-length"), "10");
    assert_eq!(asked.header("cache-control"), "private, no-store");
    // Neither the same piece again nor one further on.
    for offset in [0, 6] {
        assert_eq!(piece(&ana, &at, offset, Body::from("x")).await.status, 409);
    }
    let file = format!("/attachments/{}", id_of(&at));
    assert_eq!(ana.get(&file).await.status, 404, "half a file is none");
    let last = piece(&ana, &at, 4, Body::from(" words")).await;
    assert_eq!((last.status, last.header("upload-offset")), (204, "10"));
    let answer = ana.get(&file).await;
    assert_eq!((answer.status, answer.text()), (200, "four words"));
}

#[tokio::test]
async fn what_came_before_the_connection_dropped_is_kept() {
    let app = app();
    let ana = paid_admin(&app);
    let at = announce(&ana, "trace.har", 3_000_000).await.header("location").to_owned();
    let sent = AtomicUsize::new(0);
    let broken = stream::iter((0..25).map(move |_| {
        if sent.fetch_add(1, Ordering::Relaxed) < 24 {
            Ok(Bytes::from(vec![b'a'; 100_000]))
        } else {
            Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))
        }
    }));
    let answer = piece(&ana, &at, 0, Body::from_stream(broken)).await;
    assert_eq!((answer.status, answer.json()["reason"].as_str()), (408, Some("interrupted")));
    let kept = ana.send(tus("HEAD", &at), Body::empty()).await;
    assert_eq!(kept.header("upload-offset"), "2400000");
    let rest = piece(&ana, &at, 2_400_000, Body::from(vec![b'b'; 600_000])).await;
    assert_eq!((rest.status, rest.header("upload-offset")), (204, "3000000"));
    let file = ana.get(&format!("/attachments/{}", id_of(&at))).await;
    assert!(file.body[..2_400_000].iter().all(|byte| *byte == b'a'));
    assert!(file.body[2_400_000..].iter().all(|byte| *byte == b'b'));
}

/// A body that tells when it is read, and comes once it is let go.
fn slow(
    bytes: &'static str,
) -> (Body, tokio::sync::oneshot::Receiver<()>, tokio::sync::oneshot::Sender<()>) {
    let (reads, read) = tokio::sync::oneshot::channel();
    let (let_go, held) = tokio::sync::oneshot::channel::<()>();
    let body = stream::once(async move {
        reads.send(()).unwrap();
        held.await.unwrap();
        Ok::<_, std::io::Error>(Bytes::from(bytes))
    });
    (Body::from_stream(body), read, let_go)
}

#[tokio::test]
async fn a_piece_that_comes_late_to_another_node_changes_nothing() {
    let app = app();
    let other = TestApp::small_with(|settings| {
        settings.database = Some(Concealed(app.state.settings.database_address()));
        settings.attachments = Some(app.state.settings.files());
    });
    let ana = paid_admin(&app);
    let ana_there = other.signed_in(ana.account.as_ref().unwrap(), ana.organisation.as_ref());
    let at = announce(&ana, "a.log", 5).await.header("location").to_owned();
    let (body, read, let_go) = slow("WORDS");
    let quick = async {
        read.await.unwrap();
        assert_eq!(piece(&ana, &at, 0, Body::from("words")).await.status, 204);
        let_go.send(()).unwrap();
    };
    let (late, ()) = tokio::join!(piece(&ana_there, &at, 0, body), quick);
    assert_eq!(late.status, 409);
    let file = ana.get(&format!("/attachments/{}", id_of(&at))).await;
    assert_eq!((file.status, file.text()), (200, "words"), "as it was judged");
}

#[tokio::test]
async fn a_piece_that_waited_for_its_turn_changes_nothing() {
    let app = app();
    let ana = paid_admin(&app);
    let at = announce(&ana, "a.log", 5).await.header("location").to_owned();
    let id = AttachmentId::from(id_of(&at));
    // What a request knows that asked before the other one was done.
    let before = on_runtime(app.state.accounts.storage.attachment(&id)).unwrap().unwrap();
    assert_eq!(piece(&ana, &at, 0, Body::from("words")).await.status, 204);
    let pieces = stream::iter([Ok::<_, std::io::Error>(Bytes::from("WORDS"))]);
    let late = on_runtime(receive::append(&app.state, &before, pieces));
    assert_eq!(late, Err(Fault::Elsewhere));
    assert_eq!(ana.get(&format!("/attachments/{}", id_of(&at))).await.text(), "words");
}

#[tokio::test]
async fn nothing_stays_of_a_file_that_was_forgotten_while_it_arrived() {
    let app = app();
    let ana = paid_admin(&app);
    let at = announce(&ana, "a.log", 5).await.header("location").to_owned();
    assert_eq!(piece(&ana, &at, 0, Body::from("word")).await.status, 204);
    let (body, read, let_go) = slow("s");
    let forget = async {
        read.await.unwrap();
        assert_eq!(ana.send(tus("DELETE", &at), Body::empty()).await.status, 204);
        let_go.send(()).unwrap();
    };
    let (late, ()) = tokio::join!(piece(&ana, &at, 4, body), forget);
    assert_eq!(late.status, 409);
    assert_eq!(files_on_disk(&app), 0);
}

#[tokio::test]
async fn a_file_of_a_case_is_not_forgotten() {
    let app = app();
    let ana = paid_admin(&app);
    let (at, _) = send(&ana, "a.log", b"words").await;
    let mut case = new_case("Mail is late", "en");
    case.attachments = vec![id_of(&at)];
    app.given_case_of(&ana, case);
    let kept = ana.send(tus("DELETE", &at), Body::empty()).await;
    assert_eq!((kept.status, kept.json()["reason"].as_str()), (409, Some("in_case")));
    assert_eq!(ana.get(&format!("/attachments/{}", id_of(&at))).await.text(), "words");
}

#[tokio::test]
async fn files_are_taken_for_what_they_are() {
    let app = app();
    let ana = paid_admin(&app);
    let elf = [&b"\x7fELF\x02\x01\x01"[..], &[0; 64]].concat();
    for (name, bytes, reason) in [
        ("empty.log", &b""[..], "empty"),
        ("photo.png", &elf, "program"),
        ("photo.png", b"just words", "pretends"),
        ("notes.txt", PNG, "pretends"),
    ] {
        let (at, answer) = send(&ana, name, bytes).await;
        assert_eq!(answer.status, 422, "{name}");
        assert_eq!(answer.json()["reason"], reason, "{name}");
        let gone = ana.send(tus("HEAD", &at), Body::empty()).await;
        assert_eq!(gone.status, 404, "nothing is left of {name}");
    }
    assert_eq!(files_on_disk(&app), 0);
}

#[tokio::test]
async fn a_bomb_is_kept_as_it_is() {
    let app = app();
    let ana = paid_admin(&app);
    // Ten megabytes of nothing in ten kilobytes; a real one holds petabytes. Whoever unpacked it would have to be told.
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut bomb, &vec![0; 10_000_000]).unwrap();
    let bomb = bomb.finish().unwrap();
    let (at, answer) = send(&ana, "logs.gz", &bomb).await;
    assert_eq!(answer.status, 204);
    let file = ana.get(&format!("/attachments/{}", id_of(&at))).await;
    assert_eq!(file.body, bomb);
    assert_eq!(file.header("content-type"), "application/gzip");
    assert_eq!(file.header("content-encoding"), "");
}

#[tokio::test]
async fn limits_are_told_before_anything_is_sent() {
    let app = app();
    let ana = paid_admin(&app);
    let large = announce(&ana, "a.log", MAX_BYTES + 1).await;
    assert_eq!((large.status, large.json()["reason"].as_str()), (413, Some("too_large")));
    let at = announce(&ana, "a.log", 4).await.header("location").to_owned();
    let more = piece(&ana, &at, 0, Body::from("more than four")).await;
    assert_eq!(more.status, 413);
    for _ in 1..MAX_FILES {
        assert_eq!(announce(&ana, "a.log", 1).await.status, 201);
    }
    let many = announce(&ana, "a.log", 1).await;
    assert_eq!((many.status, many.json()["reason"].as_str()), (409, Some("too_many")));
    assert_eq!(ana.send(tus("DELETE", &at), Body::empty()).await.status, 204);
    assert_eq!(announce(&ana, "a.log", 1).await.status, 201, "there is room again");
    let options =
        ana.send(Request::builder().method("OPTIONS").uri("/api/v1/uploads"), Body::empty());
    assert_eq!(options.await.header("tus-max-size"), MAX_BYTES.to_string());
    let old = Request::post("/api/v1/uploads").header("tus-resumable", "0.2.2");
    assert_eq!(ana.send(old, Body::empty()).await.status, 412);
}

#[tokio::test]
async fn a_file_is_for_those_entitled_and_never_shown() {
    let app = app();
    let ana = paid_admin(&app);
    let (at, _) = send(&ana, "../é\u{202e}gpj.html", b"<script>alert(1)</script>").await;
    let file = format!("/attachments/{}", id_of(&at));
    let answer = ana.get(&file).await;
    assert_eq!(answer.header("content-type"), "text/plain");
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"_gpj.html\"; filename*=UTF-8''%C3%A9gpj.html"
    );
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(answer.header("cache-control"), "private, no-store");
    assert_eq!(answer.header("content-length"), "25");
    for other in [app.anonymous(), paid_member(&app), paid_admin(&app), agent(&app)] {
        assert_eq!(other.get(&file).await.status, 404, "a draft's file is its writer's alone");
        let status = other.send(tus("HEAD", &at), Body::empty()).await.status;
        assert!(matches!(status, 401 | 404), "{status}");
        let status = other.send(tus("DELETE", &at), Body::empty()).await.status;
        assert!(matches!(status, 401 | 404), "{status}");
    }
    for odd in ["/attachments/none", "/attachments/..%2f..%2fguichet.db", "/attachments/%00"] {
        assert!(matches!(ana.get(odd).await.status, 400 | 404), "{odd}");
    }
}

#[tokio::test]
async fn programs_send_files_with_their_token() {
    let app = app();
    let secret = random_token().unwrap();
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    on_runtime(storage.create_api_token("billing", &TokenHash::of(&secret), now)).unwrap();
    let bearer = |request: axum::http::request::Builder| {
        request.header(header::AUTHORIZATION, format!("Bearer {secret}"))
    };
    let request = bearer(tus("POST", "/api/v1/uploads")).header("upload-length", 5);
    let at = app.anonymous().send(request, Body::empty()).await.header("location").to_owned();
    let request = bearer(tus("PATCH", &at))
        .header("upload-offset", 0)
        .header(header::CONTENT_TYPE, "application/offset+octet-stream");
    assert_eq!(app.anonymous().send(request, Body::from("words")).await.status, 204);
    assert_eq!(app.anonymous().send(tus("HEAD", &at), Body::empty()).await.status, 401);
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_a_problem_that_is_told() {
    let app = app();
    let ana = paid_admin(&app);
    // A file stands where the folder has to be.
    let folder = app.files_folder();
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::write(&folder, "in the way").unwrap();
    let (at, answer) = send(&ana, "a.log", b"words").await;
    assert_eq!((answer.status, answer.json()["code"].as_str()), (503, Some("storage-unavailable")));
    let kept = ana.send(tus("HEAD", &at), Body::empty()).await;
    assert_eq!(kept.header("upload-offset"), "0", "nothing is said to be kept that is not");
    std::fs::remove_file(&folder).unwrap();
    assert_eq!(piece(&ana, &at, 0, Body::from("words")).await.status, 204);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_a_problem_that_is_told() {
    let app = app();
    let ana = paid_admin(&app);
    let (at, _) = send(&ana, "a.log", b"words").await;
    std::fs::remove_dir_all(app.files_folder()).unwrap();
    let answer = ana.get(&format!("/attachments/{}", id_of(&at))).await;
    assert_eq!(answer.status, 503, "nobody saves half a file");
    assert_eq!(answer.header("content-disposition"), "");
}

#[tokio::test]
async fn files_that_belong_to_nothing_are_removed_after_a_day() {
    let app = app();
    let ana = actor_of(&app, "paid_administrator");
    let (at, _) = send(&ana, "a.log", b"words").await;
    assert_eq!(files_on_disk(&app), 1);
    on_runtime(attachments::prune(&app.state, app.state.clock.now()));
    assert_eq!(files_on_disk(&app), 1);
    app.wait(25.hours());
    on_runtime(attachments::prune(&app.state, app.state.clock.now()));
    assert_eq!(files_on_disk(&app), 0);
    let id = AttachmentId::from(id_of(&at));
    assert!(on_runtime(app.state.accounts.storage.attachment(&id)).unwrap().is_none());
}

#[tokio::test]
async fn bytes_of_no_file_are_removed_after_a_day() {
    let app = app();
    let ana = paid_admin(&app);
    let (at, _) = send(&ana, "a.log", b"words").await;
    let folder = app.files_folder();
    let day_ago = app.state.clock.now() - 25.hours();
    let stray = |name: &str, touched: jiff::Timestamp| {
        let path = folder.join(&name[..2]).join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let file = std::fs::File::create(&path).unwrap();
        file.set_modified(touched.into()).unwrap();
        path
    };
    let known = stray(&id_of(&at), day_ago);
    let old = stray("0f000000000000000000000000000000", day_ago);
    let new = stray("0f000000000000000000000000000001", app.state.clock.now());
    on_runtime(attachments::prune(&app.state, app.state.clock.now()));
    assert_eq!([known, old, new].map(|path| path.exists()), [true, false, true]);
}

/// How many files lie in the folder.
pub(crate) fn files_on_disk(app: &TestApp) -> usize {
    let folders = std::fs::read_dir(app.files_folder()).into_iter().flatten();
    folders
        .flatten()
        .filter_map(|folder| Some(std::fs::read_dir(folder.path()).ok()?.count()))
        .sum()
}

#[tokio::test]
async fn files_are_taken_from_those_alone_who_may_open_cases() {
    let app = app();
    for kind in ["personal", "free_administrator", "paid_member", "suspended"] {
        let actor = actor_of(&app, kind);
        let refused = announce(&actor, "a.log", 5).await;
        assert_eq!(refused.status, 403, "{kind}");
        assert_eq!(refused.json()["code"], "entitlement-required", "{kind}");
    }
}
