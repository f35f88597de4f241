//! The staff's desk: support PINs of callers, and the portal with other eyes.

use guichet_model::{
    Viewer,
    viewer::{Role, StaffRole, Tier},
};
use guichet_tests::{
    Answer, TestApp,
    actors::{Actor, actor_of, agent, operator, paid_admin},
    on_runtime,
};
use jiff::ToSpan as _;

use crate::contact::app;

fn editor(app: &TestApp) -> Actor<'_> {
    app.signed_in(&app.given_account("editor@portal.example", None, Some(StaffRole::Editor)), None)
}

/// A PIN that the caller gets on their contact page.
async fn pin_of(caller: &Actor<'_>) -> String {
    caller.post_form("/en/contact", &[]).await;
    let page = caller.get("/en/contact").await;
    let (_, rest) = page.text().split_once("pin-digits\">").unwrap();
    rest.split("</output>").next().unwrap().to_owned()
}

async fn check(agent: &Actor<'_>, pin: &str) -> Answer {
    agent.post_form("/en/desk", &[("pin", pin)]).await
}

#[tokio::test]
async fn the_desk_is_the_staffs() {
    let app = app();
    let answer = app.get("/fr/desk").await;
    assert_eq!((answer.status, answer.header("location")), (303, "/fr/sign-in?next=%2Ffr%2Fdesk"));
    for (kind, _) in Viewer::KINDS {
        let answer = actor_of(&app, kind).get("/en/desk").await;
        let expected = match kind {
            "anonymous" => 303,
            "staff" => 200,
            _ => 403,
        };
        assert_eq!(answer.status, expected, "{kind}");
        if kind != "anonymous" {
            assert_eq!(answer.header("cache-control"), "private, no-store", "{kind}");
        }
    }
    for locale in ["en", "fr", "es", "ja"] {
        let page = operator(&app).get(&format!("/{locale}/desk")).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains("name=\"pin\"") && page.text().contains("name=\"kind\""));
    }
    let page = editor(&app).get("/en/desk").await;
    assert!(!page.text().contains("name=\"pin\"") && page.text().contains("name=\"kind\""));
}

#[tokio::test]
async fn an_agent_sees_who_calls() {
    let app = app();
    let (caller, agent) = (paid_admin(&app), agent(&app));
    let pin = pin_of(&caller).await;
    for typed in [pin.clone(), pin.replace(' ', ""), format!(" {} ", pin.replace(' ', "-"))] {
        let answer = check(&agent, &typed).await;
        assert_eq!(answer.status, 200, "{typed}");
        assert_eq!(answer.header("cache-control"), "private, no-store");
        for shown in [
            "Ana Díaz is calling",
            caller.account.as_ref().unwrap().email.as_str(),
            &caller.organisation.as_ref().unwrap().name,
            "Business Plus",
            "Administrator",
            "Entitled to support",
        ] {
            assert!(answer.text().contains(shown), "{shown}");
        }
        assert!(!answer.text().contains(&pin), "the PIN itself is not repeated");
    }
}

#[tokio::test]
async fn a_caller_is_shown_as_they_are_now() {
    let app = app();
    let (caller, agent) = (paid_admin(&app), agent(&app));
    let pin = pin_of(&caller).await;
    let organisation = caller.organisation.as_ref().unwrap();
    app.given_suspended(organisation);
    let suspended = check(&agent, &pin).await;
    assert!(suspended.text().contains("The organisation is suspended"));
    assert!(suspended.text().contains("Not entitled to support"));
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    let account = &caller.account.as_ref().unwrap().id;
    on_runtime(storage.remove_membership(account, &organisation.id)).unwrap();
    let left = check(&agent, &pin).await;
    assert!(left.text().contains("Not entitled") && !left.text().contains(&organisation.name));
    on_runtime(storage.set_account_suspended(account, true, now)).unwrap();
    let gone = check(&agent, &pin).await;
    assert!(gone.status == 422 || gone.text().contains("The account is suspended"));
}

#[tokio::test]
async fn pins_that_are_wrong_old_or_none_open_nothing() {
    let app = app();
    let (caller, agent) = (paid_admin(&app), agent(&app));
    let pin = pin_of(&caller).await;
    for (typed, told) in [
        ("", "Enter all eight digits."),
        ("1234", "Enter all eight digits."),
        ("<script>", "Enter all eight digits."),
        (if pin == "0000 0000" { "1111 1111" } else { "0000 0000" }, "This PIN is not valid."),
    ] {
        let answer = check(&agent, typed).await;
        assert_eq!(answer.status, 422, "{typed}");
        assert!(answer.text().contains(told) && answer.text().contains("href=\"#pin\""), "{typed}");
    }
    app.state.clock.set(app.state.clock.now() + 15.minutes());
    assert_eq!(check(&agent, &pin).await.status, 422, "it has run out");
    for (stranger, status) in [(paid_admin(&app), 403), (editor(&app), 403), (app.anonymous(), 303)]
    {
        assert_eq!(check(&stranger, &pin).await.status, status);
    }
}

#[tokio::test]
async fn guessing_is_slowed_down_and_typos_are_not() {
    let app = app();
    let (caller, agent) = (paid_admin(&app), agent(&app));
    let pin = pin_of(&caller).await;
    for _ in 0..40 {
        assert_eq!(check(&agent, &pin).await.status, 200, "right ones are not counted");
    }
    let mut wrong = (0..100u32).map(|n| format!("{n:08}")).filter(|n| *n != pin.replace(' ', ""));
    for _ in 0..10 {
        assert_eq!(check(&agent, &wrong.next().unwrap()).await.status, 422);
    }
    let waits = check(&agent, &wrong.next().unwrap()).await;
    assert_eq!((waits.status, waits.header("retry-after")), (429, "60"));
    assert!(waits.text().contains("Please wait one minute"));
    assert_eq!(check(&agent, &pin).await.status, 429, "until then nothing is looked up");
    assert_eq!(check(&operator(&app), &pin).await.status, 200, "others go on");
    app.state.clock.set(app.state.clock.now() + 1.minute());
    assert_eq!(check(&agent, &pin).await.status, 200);
}

async fn look_as(staff: &Actor<'_>, kind: &str) -> Answer {
    staff.post_form("/en/desk/view-as", &[("kind", kind)]).await
}

#[tokio::test]
async fn staff_see_pages_search_and_api_with_other_eyes_and_always_come_back() {
    let app = app();
    let agent = agent(&app);
    for (kind, reason) in [
        ("anonymous", Some("not_signed_in")),
        ("personal", Some("personal_account")),
        ("free_member", Some("free_edition")),
        ("free_administrator", Some("free_edition")),
        ("paid_member", Some("not_administrator")),
        ("paid_administrator", None),
        ("suspended", Some("suspended")),
    ] {
        let chosen = look_as(&agent, kind).await;
        assert_eq!((chosen.status, chosen.header("location")), (303, "/en/contact"), "{kind}");
        let page = agent.get("/en/contact").await;
        assert_eq!(page.text().contains("tel:"), reason.is_none(), "{kind}");
        let answer = agent.get("/api/v1/contact").await;
        assert_eq!(answer.status, if reason.is_some() { 403 } else { 200 }, "{kind}");
        if let Some(reason) = reason {
            assert_eq!(answer.json()["reason"], reason, "{kind}");
        }
        for path in ["/en/", "/ja/contact", "/en/desk", "/en/nowhere", "/en/search?q=mail"] {
            let page = agent.get(path).await;
            assert!(page.text().contains("class=\"view-as\""), "{kind} at {path}");
            assert_eq!(page.header("cache-control"), "private, no-store", "{kind} at {path}");
        }
        assert_eq!(agent.get("/en/desk").await.status, 200, "{kind}: the desk stays theirs");
        let stop = [("kind", ""), ("next", "/en/policies")];
        let stopped = agent.post_form("/en/desk/view-as", &stop).await;
        assert_eq!(stopped.header("location"), "/en/policies");
        assert!(!agent.get("/en/").await.text().contains("class=\"view-as\""), "{kind}");
    }
    look_as(&agent, "personal").await;
    look_as(&agent, "staff").await;
    assert!(!agent.get("/en/").await.text().contains("class=\"view-as\""));
}

#[tokio::test]
async fn only_staff_look_with_other_eyes() {
    let app = app();
    for (kind, _) in Viewer::KINDS {
        let answer = look_as(&actor_of(&app, kind), "paid_administrator").await;
        let expected = match kind {
            "anonymous" => (303, "/en/sign-in?next=%2Fen%2Fdesk"),
            "staff" => (303, "/en/contact"),
            _ => (403, ""),
        };
        assert_eq!((answer.status, answer.header("location")), expected, "{kind}");
    }
    let agent = agent(&app);
    assert_eq!(look_as(&agent, "emperor").await.status, 400);
    let stop = [("kind", "personal"), ("next", "//evil.example/")];
    let away = agent.post_form("/en/desk/view-as", &stop).await;
    assert_eq!(away.header("location"), "/en/contact");
}

#[tokio::test]
async fn a_choice_of_eyes_ends_with_the_staff_role() {
    let app = app();
    let agent = agent(&app);
    look_as(&agent, "paid_administrator").await;
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    on_runtime(storage.set_staff(&agent.account.as_ref().unwrap().id, None, now)).unwrap();
    assert_eq!(agent.get("/api/v1/contact").await.json()["reason"], "personal_account");
    assert!(!agent.get("/en/contact").await.text().contains("class=\"view-as\""));
    assert_eq!(agent.get("/en/desk").await.status, 403);
}

#[tokio::test]
async fn a_pin_names_the_organisation_it_was_made_for() {
    let app = app();
    let (paid, other) = (
        app.given_organisation(&app.edition(Tier::Paid)),
        app.given_organisation(&app.edition(Tier::Free)),
    );
    let account = app.given_account("two@example.org", Some((&paid, Role::Administrator)), None);
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    on_runtime(storage.set_membership(&account.id, &other.id, Role::Member, now)).unwrap();
    let pin = pin_of(&app.signed_in(&account, Some(&paid))).await;
    let shown = check(&agent(&app), &pin).await;
    assert!(shown.text().contains(&paid.name) && !shown.text().contains(&other.name));

    // Whoever administers two paid organisations sees a PIN where it was made, and nowhere else.
    let second = app.given_organisation(&app.edition(Tier::Paid));
    on_runtime(storage.set_membership(&account.id, &second.id, Role::Administrator, now)).unwrap();
    let page = app.signed_in(&account, Some(&second)).get("/en/contact").await;
    assert!(page.text().contains("id=\"support-pin\"") && !page.text().contains("pin-digits"));
}

#[tokio::test]
async fn staff_see_why_a_result_is_there_and_nobody_else_does() {
    let app = TestApp::demo_with(|_| {});
    let path = "/fr/search?q=mot%20de%20pase";
    let staff = agent(&app);
    let page = staff.get(path).await;
    let html = page.text();
    assert!(html.contains("Pourquoi ce résultat") && html.contains("faute probable"), "{path}");
    assert!(!actor_of(&app, "paid_administrator").get(path).await.text().contains("class=\"why\""));
    assert!(!app.get(path).await.text().contains("class=\"why\""));
    look_as(&staff, "free_member").await;
    assert!(!staff.get(path).await.text().contains("class=\"why\""), "with other eyes");
}
