//! What keeps the answers of the guided form: drafts, and that nothing is lost of them when a session ends, the database is away or full.

use axum::{
    body::Body,
    http::{Request, header},
};
use base64::Engine as _;
use guichet_server::settings::Concealed;
use guichet_storage::{
    Attachment, Draft, DraftOwner,
    testing::{self, Cluster, Stop},
};
use guichet_tests::{
    Answer, TestApp,
    actors::{Actor, paid_admin},
    on_runtime,
};

use super::guided::{NEW, answer, answer_all, demo, upload};

/// The way to sign in, and back to the last page of the form.
const SIGN_IN: &str = "/en/sign-in?next=%2Fen%2Fcontact%2Fnew%2Freview";

fn draft_of(app: &TestApp, actor: &Actor<'_>) -> Draft {
    let owner = DraftOwner::Account(&actor.account.as_ref().unwrap().id);
    on_runtime(app.state.accounts.storage.draft(owner)).unwrap().unwrap()
}

fn files_of(app: &TestApp, actor: &Actor<'_>) -> Vec<Attachment> {
    let draft = draft_of(app, actor).id;
    on_runtime(app.state.accounts.storage.attachments_of(&draft)).unwrap()
}

/// That the last page is given back with what stood there, to be sent again.
fn assert_given_back(page: &Answer, fields: &[(&str, &str)], reason: &str) {
    assert_eq!(page.header("cache-control"), "private, no-store");
    let begin = page.text().find(&format!("action=\"{NEW}/review\"")).expect("a form");
    let form = page.text()[begin..].split("</form>").next().unwrap();
    for (name, value) in fields {
        assert!(form.contains(&format!("name=\"{name}\" value=\"{value}\"")), "{name}: {form}");
    }
    assert!(form.contains(&format!("{reason}</textarea>")), "{form}");
    assert!(form.contains("nothing arrives twice") && form.contains("Send again"), "{form}");
}

#[tokio::test]
async fn what_is_typed_is_kept_as_it_stands() {
    let app = demo();
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    let save = [("action", "save"), ("workaround", "acceptable")];
    let side = answer(&ana, "workaround", &save).await;
    assert_eq!((side.status, side.header("cache-control")), (200, "private, no-store"));
    assert!(side.text().contains("priority-p3") && !side.text().contains("<html"));
    let page = ana.get(&format!("{NEW}/review")).await;
    assert_eq!(page.header("location"), format!("{NEW}/evidence"));
    // A line alone, and since when without what: neither is an answer yet, both are there when their writer comes back.
    let line = [("action", "save"), ("title", "The inbox is empty"), ("description", "")];
    assert_eq!(answer(&ana, "details", &line).await.status, 200);
    let french = ana.get("/fr/contact/new/details").await;
    assert!(french.text().contains("value=\"The inbox is empty\""), "in another language, too");
    assert!(!french.text().contains("request 4f2a"), "what was taken out is gone");
    let on = ana.get(&format!("{NEW}/evidence")).await;
    assert_eq!(on.header("location"), format!("{NEW}/details"));
    let bob = paid_admin(&app);
    answer(&bob, "service", &[("service", "mail")]).await;
    answer(&bob, "problem", &[("action", "save"), ("since", "this morning")]).await;
    assert!(bob.get(&format!("{NEW}/problem")).await.text().contains("value=\"this morning\""));
    // A log that is pasted is told to be too long where the step is left, and is not lost before.
    let log = "word ".repeat(200_000);
    let pasted = [("action", "save"), ("title", "A log"), ("description", &*log)];
    assert_eq!(answer(&ana, "details", &pasted).await.status, 200);
    let page = ana.get(&format!("{NEW}/details")).await;
    assert!(page.text().contains(log.trim_end()));
    // Of somebody whom nobody knows, less is kept; a script is told when it was not.
    let browser = app.anonymous();
    assert_eq!(answer(&browser, "details", &pasted).await.status, 413);
    let refused = answer(&browser, "details", &pasted[1..]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains(log.trim_end()), "it stands on the page all the same");
}

#[tokio::test]
async fn another_priority_is_kept_before_it_is_sent() {
    let app = demo();
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    answer(&ana, "evidence", &[("action", "continue")]).await;
    let save = [("action", "save"), ("level", "P1"), ("reason", "The board meets in an hour.")];
    assert_eq!(answer(&ana, "review", &save).await.status, 200);
    let review = async || ana.get(&format!("{NEW}/review")).await.text().to_owned();
    let html = review().await;
    assert!(html.contains("You chose P1") && html.contains("The board meets in an hour."));
    answer(&ana, "reach", &[("reach", "one")]).await;
    assert!(review().await.contains("You chose P1"), "nothing was answered otherwise");
    answer(&ana, "workaround", &[("workaround", "acceptable")]).await;
    let html = review().await;
    assert!(!html.contains("You chose P1"), "it was chosen against other answers");
    assert!(html.contains("The board meets in an hour."), "what was written stays");
}

#[tokio::test]
async fn articles_follow_what_is_typed() {
    let app = demo();
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    let articles = |page: &Answer| {
        let place = page.text().split("class=\"guided-articles\"").nth(1);
        place.expect("articles at the side").split("</section>").next().unwrap().to_owned()
    };
    let page = ana.get(&format!("{NEW}/details")).await;
    assert!(articles(&page).contains("error-500"), "{}", articles(&page));
    let text = "Messages I deleted yesterday are gone and I need to recover them.";
    let fields = [("action", "save"), ("title", "Recover deleted mail"), ("description", text)];
    let side = articles(&answer(&ana, "details", &fields).await);
    assert!(side.contains("recover-deleted-messages"), "{side}");
    assert!(side.contains("q=Recover"), "and the way to more: {side}");
}

#[tokio::test]
async fn answers_survive_signing_in_another_language_and_coming_back() {
    let app = demo();
    let browser = app.anonymous();
    answer_all(&browser).await;
    assert!(browser.cookie("__Host-draft").is_some(), "a cookie holds the draft");
    let review = browser.get(&format!("{NEW}/review")).await;
    assert!(review.text().contains("next=%2Fen%2Fcontact%2Fnew%2Freview"), "signing in leads back");
    let french = browser.get("/fr/contact/new/review").await;
    assert!(
        french.text().contains("Error 500 in the inbox")
            && french.text().contains("Vérifiez vos réponses")
    );
    // The same browser signs in.
    let ana = paid_admin(&app);
    ana.set_cookie("__Host-draft", &browser.cookie("__Host-draft").unwrap());
    assert!(ana.get(NEW).await.text().contains("You have begun already"));
    let evidence = ana.get(&format!("{NEW}/evidence")).await;
    assert_eq!(evidence.status, 200, "nothing has to be answered again");
    // From now on it is the account's: the cookie alone opens nothing.
    assert!(!browser.get(NEW).await.text().contains("You have begun already"));
    ana.set_cookie("__Host-draft", "");
    assert!(ana.get(NEW).await.text().contains("You have begun already"), "on another device too");
    ana.post_form(NEW, &[("action", "discard")]).await;
    assert!(!ana.get(NEW).await.text().contains("You have begun already"));
}

#[tokio::test]
async fn a_session_that_ends_in_the_middle_loses_sight_of_nothing() {
    let app = demo();
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    upload(&ana, &[("mail.log", b"words")], &[]).await;
    answer(&ana, "evidence", &[("action", "continue")]).await;
    let page = ana.get(&format!("{NEW}/workaround")).await;
    let id = draft_of(&app, &ana).id;
    let own = [("draft", id.as_str()), ("as", "account")];
    for (name, value) in own {
        let field = format!("name=\"{name}\" value=\"{value}\"");
        assert!(page.text().contains(&field), "the page says whose draft it is: {name}");
    }
    ana.set_cookie("__Host-session", "0123456789abcdef");
    let with = |fields: &[(&'static str, &'static str)]| [fields, &own].concat();
    let led = answer(&ana, "workaround", &with(&[("workaround", "acceptable")])).await;
    assert_eq!((led.status, led.header("location")), (303, SIGN_IN));
    let words = [("title", "Error 500, and then 502"), ("description", "Both come and go.")];
    let save = with(&[words[0], words[1], ("action", "save")]);
    let side = answer(&ana, "details", &save).await;
    assert_eq!(side.status, 200);
    assert!(side.text().contains("You are no longer signed in"), "{}", side.text());
    let sent = with(&[("level", "P1"), ("reason", "The fair opens today.")]);
    assert_eq!(answer(&ana, "review", &sent).await.header("location"), SIGN_IN);
    let files = upload(&ana, &[("more.log", b"more")], &[]).await;
    assert!(files.header("location").starts_with("/en/sign-in?next="), "{}", files.status);

    // The same person signs in again, with the same browser.
    let cookie = ana.cookie("__Host-draft").unwrap();
    let again = app.signed_in(ana.account.as_ref().unwrap(), ana.organisation.as_ref());
    again.set_cookie("__Host-draft", &cookie);
    let review = again.get(&format!("{NEW}/review")).await;
    assert_eq!(review.status, 200, "to {}", review.header("location"));
    for said in [
        "Error 500, and then 502",
        "this morning",
        "mail.log",
        "You chose P1. Your answers suggest P3.",
        "The fair opens today.",
    ] {
        assert!(review.text().contains(said), "{said}: {}", review.text());
    }
    assert_eq!(draft_of(&app, &again).id, id, "it is the same draft");
    let done = answer(&again, "review", &with(&[("level", "P1"), ("reason", "The fair")])).await;
    assert!(done.header("location").starts_with(&format!("{NEW}/sent?case=")), "{}", done.status);
    assert!(!again.get(NEW).await.text().contains("You have begun already"), "nothing is left");
}

#[tokio::test]
async fn a_draft_that_goes_on_with_somebody_elses_stays_by_itself() {
    let app = demo();
    let (ana, eve) = (paid_admin(&app), paid_admin(&app));
    answer_all(&ana).await;
    let before = draft_of(&app, &ana);
    let browser = app.anonymous();
    let fields = [("workaround", "none"), ("draft", before.id.as_str()), ("as", "account")];
    answer(&browser, "workaround", &fields).await;
    let cookie = browser.cookie("__Host-draft").unwrap();
    let secret = [
        ("title", "Only for Ana"),
        ("description", "Words that Ana typed after her session had ended."),
        ("draft", before.id.as_str()),
        ("as", "account"),
    ];
    browser.set_cookie("__Host-draft", &cookie);
    answer(&browser, "details", &secret).await;
    eve.set_cookie("__Host-draft", &cookie);
    for step in ["service", "details"] {
        let page = eve.get(&format!("{NEW}/{step}")).await;
        for words in ["Error 500 in the inbox", "Only for Ana"] {
            assert!(!page.text().contains(words), "what others wrote is theirs");
        }
    }
    let owner = DraftOwner::Account(&eve.account.as_ref().unwrap().id);
    assert_eq!(on_runtime(app.state.accounts.storage.draft(owner)).unwrap(), None);
    assert_eq!(draft_of(&app, &ana), before);
    ana.set_cookie("__Host-draft", &cookie);
    let page = ana.get(&format!("{NEW}/details")).await;
    assert!(page.text().contains("Only for Ana"), "it waited for her");
    assert_eq!(draft_of(&app, &ana).id, before.id);
}

#[tokio::test]
async fn a_page_of_another_draft_writes_into_none() {
    let app = demo();
    let (ana, eve) = (paid_admin(&app), paid_admin(&app));
    answer_all(&ana).await;
    answer_all(&eve).await;
    let (hers, own) = (draft_of(&app, &ana), draft_of(&app, &eve));
    // Ana's page still stands open where Eve has signed in.
    let typed =
        [("title", "Only for Ana"), ("description", "Words of Ana."), ("draft", hers.id.as_str())];
    let save = [&typed[..], &[("action", "save")]].concat();
    assert_eq!(eve.post_form(&format!("{NEW}/details"), &save).await.status, 409);
    let on = answer(&eve, "details", &typed).await;
    assert_eq!(on.header("location"), format!("{NEW}/details"), "to what there is");
    let discard = [("action", "discard"), ("draft", hers.id.as_str())];
    assert_eq!(eve.post_form(NEW, &discard).await.status, 303);
    assert_eq!((draft_of(&app, &ana), draft_of(&app, &eve)), (hers, own));
}

#[tokio::test]
async fn what_is_saved_after_the_case_was_sent_begins_no_other() {
    let app = demo();
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    answer(&ana, "evidence", &[]).await;
    let draft = draft_of(&app, &ana).id;
    let review = [("level", "P1"), ("reason", "The fair"), ("draft", draft.as_str())];
    let sent = answer(&ana, "review", &review).await;
    let place = sent.header("location").to_owned();
    assert!(place.starts_with(&format!("{NEW}/sent?case=")), "{place}");
    let save = [&review[..], &[("action", "save")]].concat();
    assert_eq!(ana.post_form(&format!("{NEW}/review"), &save).await.status, 409);
    let again = [("title", "Mail"), ("description", "Once more"), ("draft", draft.as_str())];
    assert_eq!(answer(&ana, "details", &again).await.header("location"), place);
    let owner = DraftOwner::Account(&ana.account.as_ref().unwrap().id);
    assert_eq!(on_runtime(app.state.accounts.storage.draft(owner)).unwrap(), None);
}

#[tokio::test]
async fn a_file_that_stopped_half_way_is_replaced_by_one_that_did_not() {
    let app = demo();
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    let name = base64::engine::general_purpose::STANDARD.encode("mail.log");
    let announce = Request::post("/api/v1/uploads")
        .header("tus-resumable", "1.0.0")
        .header("sec-fetch-site", "same-origin")
        .header("upload-length", 10)
        .header("upload-metadata", format!("filename {name},draft"));
    let at = ana.send(announce, Body::empty()).await.header("location").to_owned();
    let piece = Request::patch(&at)
        .header("tus-resumable", "1.0.0")
        .header("sec-fetch-site", "same-origin")
        .header("upload-offset", 0)
        .header(header::CONTENT_TYPE, "application/offset+octet-stream");
    assert_eq!(ana.send(piece, Body::from("four")).await.status, 204);
    let waits = answer(&ana, "evidence", &[("action", "continue")]).await;
    assert_eq!(waits.status, 422);
    assert!(waits.text().contains("Choose the same file again"), "{}", waits.text());
    let id = at.rsplit('/').next().unwrap();
    assert!(waits.text().contains(&format!("data-half=\"{id}\" data-size=\"10\"")));
    assert_eq!(upload(&ana, &[("other.log", b"other")], &[]).await.status, 303);
    assert_eq!(files_of(&app, &ana).len(), 2, "another file is another file");
    assert_eq!(upload(&ana, &[("mail.log", b"four and six")], &[]).await.status, 303);
    let mut names: Vec<_> = files_of(&app, &ana).into_iter().map(|file| file.name).collect();
    names.sort();
    assert_eq!(names, ["mail.log", "other.log"]);
    assert_eq!(answer(&ana, "evidence", &[("action", "continue")]).await.status, 303);
}

#[tokio::test]
async fn while_the_database_is_away_what_was_typed_stays() {
    let app = demo();
    let browser = app.anonymous();
    on_runtime(app.state.accounts.storage.close());
    let fields =
        [("title", "Error 500"), ("description", "It shows error 500 since this morning.")];
    let answered = answer(&browser, "details", &fields).await;
    assert_eq!(answered.status, 503);
    let html = answered.text();
    assert!(html.contains("This could not be kept just now"), "{html}");
    assert!(html.contains("It shows error 500 since this morning."), "the text is still there");
    assert!(!html.contains("guided-steps"), "earlier answers do not look lost");
    assert!(!html.contains("id=\"saved\""), "nothing says that it is kept");
    let save = [("action", "save"), fields[0], fields[1]];
    assert_eq!(answer(&browser, "details", &save).await.status, 503, "a script is told as well");
    let ana = app.anonymous();
    ana.set_cookie("__Host-session", "0123456789abcdef");
    let answered = answer(&ana, "details", &fields).await;
    assert_eq!(answered.status, 503);
    assert!(answered.text().contains("It shows error 500 since this morning."));
}

#[tokio::test]
async fn what_is_submitted_while_the_database_is_away_is_given_back() {
    let cluster = Cluster::start();
    let address = on_runtime(cluster.database());
    let app = TestApp::demo_with(|settings| settings.database = Some(Concealed(address)));
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    answer(&ana, "evidence", &[("action", "continue")]).await;
    let id = draft_of(&app, &ana).id;
    cluster.stop(Stop::Fast);

    let reason = "The fair opens today.";
    let rest = [("draft", id.as_str()), ("as", "account"), ("level", "P1"), ("by", "phone")];
    let fields = [&rest[..], &[("reason", reason)]].concat();
    let page = answer(&ana, "review", &fields).await;
    assert_eq!(page.status, 503);
    assert_given_back(&page, &rest, reason);
    let page = answer(&ana, "evidence", &[("action", "continue"), ("as", "account")]).await;
    assert_eq!(page.status, 503);
    assert!(page.text().contains("name=\"action\" value=\"continue\""), "{}", page.text());

    cluster.start_again();
    // The first to ask may still meet a connection that is gone.
    let mut done = answer(&ana, "review", &fields).await;
    for _ in 0..100 {
        if done.status != 503 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        done = answer(&ana, "review", &fields).await;
    }
    let to = done.header("location");
    assert!(to.starts_with(&format!("{NEW}/sent?case=")) && to.ends_with("&by=phone"), "{to}");
    let account = &ana.account.as_ref().unwrap().id;
    let cases = on_runtime(app.state.accounts.storage.cases_of(account, None, 9, 0)).unwrap();
    assert_eq!(cases.len(), 1, "once, however often it was sent");
}

#[tokio::test]
async fn a_full_database_is_told_and_what_was_typed_comes_back() {
    let app = demo();
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    answer(&ana, "evidence", &[("action", "continue")]).await;
    let storage = &app.state.accounts.storage;
    // Far more than the pages that are there have room for.
    let long = "\u{8a9e}".repeat(20_000);
    let details = [("title", "Error 500"), ("description", &*long)];
    on_runtime(testing::fill(storage));
    let told = answer(&ana, "details", &details).await;
    assert_eq!(told.status, 507);
    assert!(told.text().contains("There is no room to keep this right now"));
    assert!(told.text().contains(&long), "it stands on the page");
    let save = [("action", "save"), details[0], details[1]];
    assert_eq!(answer(&ana, "details", &save).await.status, 507, "a script is told as well");
    let page = ana.get(&format!("{NEW}/details")).await;
    assert!(page.text().contains("request 4f2a"), "what was kept before is");
    on_runtime(testing::make_room(storage));
    assert_eq!(answer(&ana, "details", &details).await.status, 303);

    on_runtime(testing::fill(storage));
    let id = draft_of(&app, &ana).id;
    let rest = [("draft", id.as_str()), ("level", "P1")];
    let fields = [&rest[..], &[("reason", "The fair opens today.")]].concat();
    let told = answer(&ana, "review", &fields).await;
    assert_eq!(told.status, 507);
    assert!(told.text().contains("There is no room to keep more right now"));
    assert_given_back(&told, &rest, "The fair opens today.");
    on_runtime(testing::make_room(storage));
    let done = answer(&ana, "review", &fields).await;
    assert!(done.header("location").starts_with(&format!("{NEW}/sent?case=")), "{}", done.status);
}

#[tokio::test]
async fn a_place_for_files_that_fails_is_told_and_the_draft_is_kept() {
    let app = demo();
    let ana = paid_admin(&app);
    answer_all(&ana).await;
    let folder = app.files_folder();
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::write(&folder, "in the way").unwrap();
    let answered = upload(&ana, &[("mail.log", b"words")], &[]).await;
    assert_eq!(answered.status, 503);
    assert!(answered.text().contains("Your earlier answers are safe"), "{}", answered.text());
    std::fs::remove_file(&folder).unwrap();
    assert_eq!(upload(&ana, &[("mail.log", b"words")], &[]).await.status, 303);
}
