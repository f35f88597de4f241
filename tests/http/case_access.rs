//! Cases of those whom support does not answer any more: they read everything, end what was begun, and begin nothing; the same on pages, by
//! the API and by mail.

use axum::{
    body::Body,
    http::{Request, header},
};
use guichet_model::{
    case::{CaseRef, CaseStatus, EventKind},
    viewer::Role,
};
use guichet_server::cases::receive::Received;
use guichet_storage::{Organisation, OrganisationChange};
use guichet_tests::{
    Answer, TestApp,
    actors::{Actor, agent},
    on_runtime,
};

use super::{
    attachments::announce,
    case_mail::{mail, receive, reply_address},
    cases::{at, portal},
};

/// How support is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loss {
    Edition,
    Role,
    Membership,
    Suspension,
}

impl Loss {
    const ALL: [Self; 4] = [Self::Edition, Self::Role, Self::Membership, Self::Suspension];

    fn reason(self) -> &'static str {
        match self {
            Self::Edition => "free_edition",
            Self::Role => "not_administrator",
            Self::Membership => "personal_account",
            Self::Suspension => "suspended",
        }
    }

    fn happen(self, app: &TestApp, who: &Actor<'_>) {
        let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
        let (account, organisation) =
            (who.account.as_ref().unwrap(), who.organisation.as_ref().unwrap());
        match self {
            Self::Edition => change(app, organisation, "old"),
            Self::Role => {
                let role = Role::Member;
                on_runtime(storage.set_membership(&account.id, &organisation.id, role, now))
                    .unwrap();
            }
            Self::Membership => {
                on_runtime(storage.remove_membership(&account.id, &organisation.id)).unwrap();
            }
            Self::Suspension => {
                app.given_suspended(organisation);
            }
        }
    }
}

fn change(app: &TestApp, organisation: &Organisation, edition: &str) {
    let change =
        OrganisationChange { edition: Some(edition.into()), ..OrganisationChange::default() };
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    on_runtime(storage.change_organisation(&organisation.id, &change, now)).unwrap();
}

fn administrator<'a>(app: &'a TestApp, organisation: &Organisation, name: &str) -> Actor<'a> {
    let email = format!("{name}@atelier.example");
    let account = app.given_account(&email, Some((organisation, Role::Administrator)), None);
    app.signed_in(&account, Some(organisation))
}

async fn post(who: &Actor<'_>, reference: &CaseRef, fields: &[(&str, &str)]) -> Answer {
    who.post_form(&at(reference), fields).await
}

async fn by_program(who: &Actor<'_>, reference: &CaseRef) -> Answer {
    let request = Request::post(format!("/api/v1/cases/{reference}/messages"))
        .header(header::CONTENT_TYPE, "application/json");
    who.send(request, Body::from(r#"{"text": "By a program"}"#)).await
}

async fn with_a_file(who: &Actor<'_>, reference: &CaseRef) -> Answer {
    let body = "--b\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nreply\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.log\"\r\n\r\nwords\r\n--b--\r\n";
    let request = Request::post(at(reference))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin");
    who.send(request, Body::from(body)).await
}

fn messages(app: &TestApp, reference: &CaseRef) -> usize {
    let events = app.case_events(reference);
    events.iter().filter(|event| event.entry.kind == EventKind::Message).count()
}

#[tokio::test]
async fn who_has_lost_support_finishes_an_open_case_unless_they_are_suspended() {
    for loss in Loss::ALL {
        let app = portal();
        let asker = administrator(&app, &app.given_organisation("plus"), "asker");
        let reference = app.given_case(&asker, "Mail is late");
        assert!(!asker.get(&at(&reference)).await.text().contains("finish this case"));
        loss.happen(&app, &asker);
        let page = asker.get(&at(&reference)).await;
        assert_eq!(page.status, 200, "{loss:?}: who asked reads it for ever");
        let suspended = loss == Loss::Suspension;
        let (title, status) = if suspended {
            ("You can read this case, and not write to it", 403)
        } else {
            ("You can finish this case", 303)
        };
        assert!(page.text().contains(title), "{loss:?}");
        assert_eq!(page.text().contains("name=\"text\""), !suspended, "{loss:?}");
        assert!(page.text().contains("https://forum.example/"), "{loss:?}: the way on");
        let reply = [("do", "reply"), ("text", "One word more <b>")];
        let answer = post(&asker, &reference, &reply).await;
        assert_eq!(answer.status, status, "{loss:?}");
        assert_eq!(with_a_file(&asker, &reference).await.status, status, "{loss:?}");
        let answered = by_program(&asker, &reference).await;
        assert_eq!(answered.status, if suspended { 403 } else { 201 }, "{loss:?}");
        assert_eq!(messages(&app, &reference), if suspended { 0 } else { 3 }, "{loss:?}");
        if suspended {
            assert!(answer.text().contains("One word more &lt;b>"), "what was written is kept");
            assert_eq!(answered.json()["reason"], "suspended");
        }
        // What the page's script sends ahead is taken as long as there is something to finish.
        let announced = announce(&asker, "a.log", 5).await.status;
        assert_eq!(announced, if suspended { 403 } else { 201 }, "{loss:?}");
        assert_eq!(post(&asker, &reference, &[("do", "solved")]).await.status, status, "{loss:?}");
        assert_eq!(announce(&asker, "a.log", 5).await.status, 403, "{loss:?}");
    }
}

#[tokio::test]
async fn who_has_lost_support_reopens_nothing_and_contradicts_nothing() {
    for loss in Loss::ALL {
        let app = portal();
        let asker = administrator(&app, &app.given_organisation("plus"), "asker");
        let (open, ended) = (app.given_case(&asker, "Open"), app.given_case(&asker, "Ended"));
        let desk = format!("/en/desk/cases/{}", open.as_str());
        let lower =
            [("do", "reclassify"), ("version", "1"), ("priority", "P3"), ("reason", "A way round")];
        let agent = agent(&app);
        assert_eq!(agent.post_form(&desk, &lower).await.status, 303);
        assert!(asker.get(&at(&open)).await.text().contains("The priority is not right"));
        post(&asker, &ended, &[("do", "solved")]).await;
        loss.happen(&app, &asker);
        let page = asker.get(&at(&ended)).await;
        assert!(page.text().contains("This case can be read, and not reopened"), "{loss:?}");
        assert!(!page.text().contains("value=\"reopen\""), "{loss:?}");
        assert!(!asker.get(&at(&open)).await.text().contains("The priority is not right"));
        let appeal = [("do", "appeal"), ("reason", "The fair opens today")];
        let refused = post(&asker, &open, &appeal).await;
        assert_eq!(refused.status, 403, "{loss:?}");
        for fields in [&[("do", "reopen")][..], &[("do", "reply"), ("text", "It is back")]] {
            let refused = post(&asker, &ended, fields).await;
            assert_eq!(refused.status, 403, "{loss:?} {fields:?}");
            assert!(refused.text().contains("Your message was not sent"), "{loss:?}");
        }
        assert_eq!(with_a_file(&asker, &ended).await.status, 403, "{loss:?}");
        let refused = by_program(&asker, &ended).await;
        assert_eq!(refused.status, 403, "{loss:?}");
        assert_eq!(refused.json()["code"], "entitlement-required");
        assert_eq!(refused.json()["reason"], loss.reason());
        assert!(refused.json()["detail"].as_str().unwrap().contains("can be read"));
        assert_eq!(app.case(&ended).state.status, CaseStatus::Solved, "{loss:?}");
        assert_eq!(messages(&app, &ended), 0, "{loss:?}");
        app.letters();
        let end = [("do", "resolve"), ("version", "9"), ("outcome", "solved")];
        assert_eq!(agent.post_form(&desk, &end).await.status, 303, "{loss:?}");
        let letter = app.letters().remove(0).content.text;
        assert!(!letter.contains("reopened"), "nothing is promised that is refused: {letter}");
    }
}

#[tokio::test]
async fn another_organisation_of_the_same_person_changes_nothing() {
    let app = portal();
    let asker = administrator(&app, &app.given_organisation("plus"), "asker");
    let reference = app.given_case(&asker, "Mail is late");
    post(&asker, &reference, &[("do", "solved")]).await;
    let other = app.given_organisation("plus");
    let account = asker.account.clone().unwrap();
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    let administers = storage.set_membership(&account.id, &other.id, Role::Administrator, now);
    on_runtime(administers).unwrap();
    let elsewhere = app.signed_in(&account, Some(&other));
    assert_eq!(post(&elsewhere, &reference, &[("do", "reopen")]).await.status, 303);
    post(&elsewhere, &reference, &[("do", "solved")]).await;
    change(&app, asker.organisation.as_ref().unwrap(), "old");
    let refused = post(&elsewhere, &reference, &[("do", "reopen")]).await;
    assert_eq!(refused.status, 403, "support of one organisation is not that of another");
}

#[tokio::test]
async fn who_reads_by_sharing_writes_while_entitled() {
    let app = portal();
    let organisation = app.given_organisation("plus");
    let colleague = administrator(&app, &organisation, "colleague");
    assert_eq!(colleague.post_form("/en/cases", &[("share", "1")]).await.status, 303);
    let asker = administrator(&app, &organisation, "asker");
    let reference = app.given_case(&asker, "Mail is late");
    let reply = [("do", "reply"), ("text", "From a colleague")];
    assert_eq!(post(&colleague, &reference, &reply).await.status, 303);
    change(&app, &organisation, "old");
    assert!(
        colleague
            .get(&at(&reference))
            .await
            .text()
            .contains("You can read this case, and not write to it")
    );
    assert_eq!(post(&colleague, &reference, &reply).await.status, 403);
    assert_eq!(post(&asker, &reference, &reply).await.status, 303, "it was theirs");
}

#[tokio::test]
async fn a_mail_into_a_case_that_takes_none_is_kept_for_the_agents_and_answered() {
    for loss in Loss::ALL {
        let app = portal();
        let asker = administrator(&app, &app.given_organisation("plus"), "asker");
        let reference = app.given_case(&asker, "Mail is late");
        let to = reply_address(&app, &reference);
        let from = asker.account.as_ref().unwrap().email.to_string();
        post(&asker, &reference, &[("do", "solved")]).await;
        loss.happen(&app, &asker);
        app.letters();
        let raw = mail(&from, &to, "late", "", "It is back.\r\n\r\n> Is it solved?");
        assert_eq!(receive(&app, &raw, &[]).unwrap(), Received::Noted(reference.clone()));
        assert_eq!(receive(&app, &raw, &[]).unwrap(), Received::Before(reference.clone()));
        let stranger = mail("luc@elsewhere.example", &to, "other", "", "Me too");
        assert_eq!(receive(&app, &stranger, &[]).unwrap(), Received::Noted(reference.clone()));
        let case = app.case(&reference);
        assert_eq!(case.state.status, CaseStatus::Solved, "{loss:?}");
        let letters = app.letters();
        assert_eq!(letters.len(), 2, "{loss:?}");
        for letter in &letters {
            assert_eq!(letter.content.to.as_str(), from, "no letter goes to an address unknown");
            assert!(letter.content.text.contains("was not opened again"), "{loss:?}");
            assert!(letter.content.text.contains("/en/contact"), "{loss:?}: the way on");
        }
        let (agent, place) = (agent(&app), format!("/en/desk/cases/{}", reference.as_str()));
        let waits = async || {
            let view = agent.get("/en/desk?view=asides").await;
            let counted = view
                .text()
                .contains("<span>Mail without support</span><span class=\"desk-count\">1<");
            assert_eq!(counted, view.text().contains(">Mail is late<"));
            counted
        };
        assert!(waits().await, "{loss:?}: the desk sees that it is there");
        let view = agent.get("/en/desk?view=asides").await;
        assert!(view.text().contains("whom support does not answer any more"), "what lands here");
        let desk = agent.get(&place).await;
        assert!(desk.text().contains("It is back.") && desk.text().contains("Me too"));
        assert!(desk.text().contains("Mail from someone without support"), "{loss:?}");
        for number in 0..4 {
            let again = mail(&from, &to, &format!("again-{number}"), "", "Again");
            receive(&app, &again, &[]).unwrap();
        }
        assert_eq!(app.letters().len(), 1, "who writes on and on is told three times a day");
        assert!(waits().await);
        let version = app.case(&reference).version.to_string();
        let seen = [("do", "note"), ("version", version.as_str()), ("note", "Nothing to do")];
        assert_eq!(agent.post_form(&place, &seen).await.status, 303);
        assert!(!waits().await, "an agent has dealt with it");
        let page = asker.get(&at(&reference)).await;
        assert!(!page.text().contains("Me too"), "what is for the agents is theirs");
    }
}

#[tokio::test]
async fn a_mail_into_an_open_case_is_taken_from_who_asked_unless_they_are_suspended() {
    for loss in Loss::ALL {
        let app = portal();
        let asker = administrator(&app, &app.given_organisation("plus"), "asker");
        let reference = app.given_case(&asker, "Mail is late");
        let to = reply_address(&app, &reference);
        let from = asker.account.as_ref().unwrap().email.to_string();
        loss.happen(&app, &asker);
        let received = receive(&app, &mail(&from, &to, "on", "", "Since nine"), &[]).unwrap();
        let expected = match loss {
            Loss::Suspension => Received::Noted(reference.clone()),
            _ => Received::Taken(reference.clone()),
        };
        assert_eq!(received, expected, "{loss:?}");
    }
}

#[tokio::test]
async fn a_mail_of_somebody_whose_account_is_suspended_is_for_the_agents_alone() {
    let app = portal();
    let asker = administrator(&app, &app.given_organisation("plus"), "asker");
    let reference = app.given_case(&asker, "Mail is late");
    let to = reply_address(&app, &reference);
    let account = asker.account.as_ref().unwrap();
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    on_runtime(storage.set_account_suspended(&account.id, true, now)).unwrap();
    let received = receive(&app, &mail(&account.email.to_string(), &to, "on", "", "Still me"), &[]);
    assert_eq!(received.unwrap(), Received::Noted(reference.clone()));
    assert_eq!(messages(&app, &reference), 0);
}
