//! The contact gate over HTTP: what each kind of viewer is told and shown, the channels of those to whom they open, hours on two clocks,
//! support PINs, and the way into a chat.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use guichet_model::{Viewer, viewer::Role, viewer::Tier};
use guichet_server::settings::{Concealed, Settings};
use guichet_tests::{
    Answer, TestApp,
    actors::{Actor, actor_of, agent, paid_admin, paid_member, personal},
    article, on_runtime,
};
use jiff::ToSpan as _;

/// A policy whose every entry can be told from everything else on a page.
const PORTAL: &str = r#"
editions = [
  { id = "plus", name = "Business Plus", tier = "paid" },
  { id = "legacy", name = "Pergola Free", tier = "free" },
]
forums = [{ name = "Forum", url = "https://forum.example/c" }]

[portal]
name = "Pergola Help"
organisation = "Pergola"
default_locale = "en"
status_url = "https://status.example"

[[channels]]
kind = "phone"
desks = [
  { languages = ["en"], hours = "24/7", entries = [{ label = { en = "Canada", ja = "カナダ" }, value = "+1 555 0100 9901" }] },
  { languages = ["ja"], hours = "24/7", entries = [{ label = "Japan", value = "+81 555 0100 9902" }] },
  { languages = ["de"], hours = "24/7", entries = [{ value = "+49 555 0100 9903" }] },
  { languages = ["it"], hours = "24/7", entries = [{ value = "+39 555 0100 9904" }] },
  { languages = ["pt"], hours = "24/7", entries = [{ value = "+55 555 0100 9905" }] },
]

[[channels]]
kind = "chat"
desks = [
  { languages = ["en"], hours = "24/7", entries = [{ value = "https://chat.canary.example/en?team=1" }] },
  { languages = ["es"], hours = { time_zone = "America/Los_Angeles", weekly = [{ days = ["mon", "tue", "wed", "thu", "fri"], from = "06:00", to = "21:00" }] }, entries = [{ value = "https://chat.canary.example/es" }] },
  { languages = ["ja"], hours = { time_zone = "Asia/Tokyo", weekly = [{ days = ["mon", "tue", "wed", "thu", "fri"], from = "09:00", to = "18:00" }], holidays = "holidays/japan.ics" }, entries = [{ value = "https://chat.canary.example/ja" }] },
]

[[channels]]
kind = "email"
desks = [{ languages = ["en", "ja"], hours = "24/7", entries = [{ value = "mailbox@canary.example" }] }]
"#;

const HOLIDAYS: &str = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261124\nEND:VEVENT\nEND:VCALENDAR\n";

/// What only the entitled may see.
const CANARIES: [&str; 3] = ["555 0100 99", "chat.canary.example", "canary.example"];
const LOCALES: [&str; 4] = ["en", "fr", "es", "ja"];

fn app_with(portal: &str) -> TestApp {
    app_set(portal, |_| {})
}

fn app_set(portal: &str, change: impl FnOnce(&mut Settings)) -> TestApp {
    let article = article("Help", "Text.");
    let paths = LOCALES.map(|locale| format!("articles/{locale}/m/a.md"));
    let mut files: Vec<(&str, &str)> =
        paths.iter().map(|path| (path.as_str(), article.as_str())).collect();
    files.extend([("portal.toml", portal), ("holidays/japan.ics", HOLIDAYS)]);
    TestApp::given_content_with(&files, change)
}

/// A portal over that policy, in four languages.
pub(crate) fn app() -> TestApp {
    app_with(PORTAL)
}

/// The text with plain spaces, as people read it.
fn read(answer: &Answer) -> String {
    answer.text().replace(['\u{202f}', '\u{a0}'], " ")
}

fn is_private(answer: &Answer, what: &str) {
    assert_eq!(answer.header("cache-control"), "private, no-store", "{what}");
}

fn shows_nothing_secret(answer: &Answer, what: &str) {
    for canary in CANARIES {
        assert!(!answer.text().contains(canary), "{what} shows {canary}");
    }
}

#[tokio::test]
async fn every_kind_of_viewer_has_a_page_of_its_own_in_every_language() {
    let app = app();
    for (kind, viewer) in Viewer::KINDS {
        let actor = actor_of(&app, kind);
        let entitled = matches!(kind, "paid_administrator" | "staff");
        for locale in LOCALES {
            let what = format!("{kind} in {locale}");
            let answer = actor.get(&format!("/{locale}/contact")).await;
            assert_eq!(answer.status, 200, "{what}");
            is_private(&answer, &what);
            let organisation = actor.organisation.as_ref().map(|organisation| &organisation.name);
            if let Some(name) = organisation {
                assert!(answer.text().contains(name.as_str()), "{what}: the organisation is named");
            }
            if entitled {
                assert!(answer.text().contains("555 0100 9901"), "{what}: a number");
                assert!(answer.text().contains("mailto:mailbox@canary.example"), "{what}: a mail");
                assert!(!answer.text().contains("chat.canary.example"), "{what}: chats are led to");
            } else {
                shows_nothing_secret(&answer, &what);
                assert!(answer.text().contains("channel-closed"), "{what}: the cards stay");
                assert!(answer.text().contains("class=\"panel\""), "{what}: the best way on");
            }
        }
        assert_eq!(entitled, actor.get("/api/v1/contact").await.status == 200, "{viewer:?}");
    }
}

#[tokio::test]
async fn the_guided_form_is_among_the_ways_of_those_who_have_no_other() {
    let app = app();
    for (kind, open) in [
        ("anonymous", true),
        ("free_administrator", true),
        ("suspended", true),
        ("paid_member", true),
        ("paid_administrator", false),
    ] {
        let page = actor_of(&app, kind).get("/en/contact").await;
        let (above, below) = page.text().split_once("id=\"time-zone\"").unwrap();
        let ways = above.split("<ul class=\"ways\">").nth(1).map(|ways| ways.split("</ul>").next());
        let form = ways.flatten().is_some_and(|ways| ways.contains("href=\"/en/contact/new\""));
        assert_eq!(form, open, "{kind}");
        assert!(!below.contains("href=\"/en/contact/new\""), "{kind}: no loose link at the end");
        assert!(below.contains("id=\"rules\""), "{kind}");
    }
}

#[tokio::test]
async fn sentences_above_a_box_name_what_they_are_about() {
    let app = app();
    for (kind, said) in [
        ("suspended", "Phone, chat and e-mail open again as soon as"),
        ("paid_administrator", "All the ways below are open to you."),
    ] {
        let page = actor_of(&app, kind).get("/en/contact").await;
        assert!(page.text().contains(said), "{kind}");
    }
}

#[tokio::test]
async fn the_first_sentence_says_who_one_is_taken_for() {
    let app = app();
    for (kind, sentence) in [
        ("anonymous", "You are not signed in"),
        ("personal", "with a personal account."),
        ("free_member", "You are signed in as member of Organisation"),
        ("free_administrator", ", Pergola Free edition."),
        ("paid_member", ", Business Plus edition."),
        ("paid_administrator", "You are signed in as administrator of Organisation"),
        ("suspended", ", whose account is suspended."),
        ("staff", ", who works for this help centre."),
    ] {
        let page = read(&actor_of(&app, kind).get("/en/contact").await);
        let lead = page.split("<p class=\"lead\">").nth(1).unwrap_or("").split("</p>").next();
        assert!(lead.is_some_and(|lead| lead.contains(sentence)), "{kind}: {lead:?}");
    }
}

#[tokio::test]
async fn whoever_is_not_signed_in_comes_back_here_and_finds_the_other_ways() {
    let app = app();
    let page = app.get("/fr/contact").await;
    for link in [
        "href=\"/fr/sign-in?next=%2Ffr%2Fcontact\"",
        "href=\"/fr/sign-in/forgotten\"",
        "href=\"/fr/sign-in/personal\"",
        "href=\"https://forum.example/c\"",
        "href=\"https://status.example\"",
        "href=\"/ja/contact\"",
    ] {
        assert!(page.text().contains(link), "{link}");
    }
}

#[tokio::test]
async fn a_free_edition_leads_to_the_forum_and_says_what_a_paid_one_adds() {
    let app = app();
    let administrator = read(&actor_of(&app, "free_administrator").get("/en/contact").await);
    let forum = administrator.find("Ask in the forum").unwrap();
    let articles = administrator.find("Search the articles").unwrap();
    let more = administrator.find("What a paid edition adds").unwrap();
    assert!(forum < articles && articles < more);
    assert!(administrator.contains("As an administrator you can change the edition"));
    let member = read(&actor_of(&app, "free_member").get("/en/contact").await);
    assert!(!member.contains("As an administrator"));
    let paid = read(&paid_member(&app).get("/en/contact").await);
    assert!(paid.contains("Your administrators can reach support") && !paid.contains("adds</h2>"));
}

#[tokio::test]
async fn a_member_reads_whom_to_ask_and_a_suspended_administrator_where_to_settle() {
    let url = "[portal]\nbilling_url = \"https://billing.example/invoices\"";
    let app = app_with(&PORTAL.replace("[portal]", url));
    let storage = &app.state.accounts.storage;
    let organisation = app.given_organisation(&app.edition(Tier::Paid));
    let other = app.given_organisation(&app.edition(Tier::Paid));
    let administers = |email: &str, organisation| {
        app.given_account(email, Some((organisation, Role::Administrator)), None)
    };
    let boss = administers("boss@lumiere.example", &organisation);
    let gone = administers("gone@lumiere.example", &organisation);
    administers("stranger@elsewhere.example", &other);
    let now = app.state.clock.now();
    on_runtime(storage.set_account_suspended(&gone.id, true, now)).unwrap();
    let member = app.given_account("m@lumiere.example", Some((&organisation, Role::Member)), None);
    let page = read(&app.signed_in(&member, Some(&organisation)).get("/en/contact").await);
    // One who cannot sign in is nobody to ask, and nor is another organisation's.
    assert!(page.contains(&format!("In your organisation: {}.", boss.name)), "{page}");
    assert!(!page.contains("billing.example"));

    app.given_suspended(&organisation);
    let (boss, member) =
        (app.signed_in(&boss, Some(&organisation)), app.signed_in(&member, Some(&organisation)));
    let page = read(&boss.get("/fr/contact").await);
    assert!(page.contains("Régulariser le compte"), "{page}");
    assert!(page.contains("href=\"https://billing.example/invoices\""), "{page}");
    let page = read(&member.get("/en/contact").await);
    assert!(page.contains("In your organisation: ") && !page.contains("billing.example"));
}

#[tokio::test]
async fn the_api_says_why_not_and_what_would_help() {
    let app = app();
    for (kind, reason, required, first) in [
        ("anonymous", "not_signed_in", "sign_in", "articles"),
        ("personal", "personal_account", "paid_edition", "forum"),
        ("free_member", "free_edition", "paid_edition", "forum"),
        ("free_administrator", "free_edition", "paid_edition", "forum"),
        ("paid_member", "not_administrator", "ask_administrator", "articles"),
        ("suspended", "suspended", "settle_account", "forum"),
    ] {
        let answer = actor_of(&app, kind).get("/api/v1/contact?locale=es").await;
        assert_eq!(answer.status, 403, "{kind}");
        is_private(&answer, kind);
        shows_nothing_secret(&answer, kind);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem = answer.json();
        assert_eq!(problem["code"], "entitlement-required", "{kind}");
        assert_eq!((&problem["reason"], &problem["required"]), (&reason.into(), &required.into()));
        let alternatives = problem["alternatives"].as_array().unwrap();
        assert_eq!((alternatives.len(), &alternatives[0]["kind"]), (3, &first.into()), "{kind}");
        let forum = alternatives.iter().find(|a| a["kind"] == "forum").unwrap();
        assert_eq!(forum["href"], "https://forum.example/c");
        let sign_in = if kind == "anonymous" {
            "/es/sign-in?next=%2Fes%2Fcontact".into()
        } else {
            serde_json::Value::Null
        };
        assert_eq!(problem["sign_in"], sign_in, "{kind}");
    }
    assert_eq!(app.get("/api/v1/contact?locale=xx").await.status, 400);
}

#[tokio::test]
async fn the_api_gives_the_entitled_every_desk_with_its_hours() {
    let app = app();
    let admin = paid_admin(&app);
    let answer = admin.get("/api/v1/contact?locale=ja").await;
    is_private(&answer, "the channels");
    let channels = answer.json()["channels"].as_array().unwrap().clone();
    assert_eq!(channels.len(), 9);
    assert_eq!(channels[0]["kind"], "phone");
    assert_eq!(channels[0]["languages"][0], "ja", "the reader's language first");
    assert_eq!(channels[0]["entries"][0]["value"], "+81 555 0100 9902");
    let english = channels.iter().find(|c| c["languages"][0] == "en").unwrap();
    assert_eq!(english["entries"][0]["label"], "カナダ");
    let chat = |language: &str| {
        let mut chats = channels.iter().filter(|c| c["kind"] == "chat");
        chats.find(|c| c["languages"][0] == language).unwrap().clone()
    };
    // A Monday at noon: Los Angeles opens at six, Tokyo has closed, and tomorrow is a holiday.
    assert_eq!(chat("es")["state"], "closed");
    assert_eq!(chat("es")["opens"], "2026-11-23T14:00:00Z");
    assert_eq!(chat("es")["time_zone"], "America/Los_Angeles");
    assert_eq!(chat("ja")["opens"], "2026-11-25T00:00:00Z");
    assert_eq!(chat("en")["state"], "open");
    let value = chat("en")["entries"][0]["value"].as_str().unwrap().to_owned();
    assert!(value.starts_with("https://chat.canary.example/en?team=1&language=en&reference=ey"));
    app.state.clock.set("2026-11-23T15:00:00Z".parse().unwrap());
    let later = admin.get("/api/v1/contact").await.json();
    let spanish = later["channels"].as_array().unwrap().iter().find(|c| c["languages"][0] == "es");
    assert_eq!(spanish.unwrap()["closes"], "2026-11-24T05:00:00Z");
}

#[tokio::test]
async fn numbers_can_be_dialled_and_the_readers_language_leads() {
    let app = app();
    let page = read(&paid_admin(&app).get("/ja/contact").await);
    assert!(page.contains("href=\"tel:+8155501009902\""));
    let (japanese, english) = (page.find("9902").unwrap(), page.find("9901").unwrap());
    let fold = page.find("<details").unwrap();
    assert!(japanese < fold && fold < english, "others wait behind a disclosure");
    assert!(page.contains("ほかの 4 言語"));
    // Nobody answers in French: all languages are there at once.
    assert!(!read(&paid_admin(&app).get("/fr/contact").await).contains("<details"));
}

#[tokio::test]
async fn hours_are_told_on_the_readers_clock_and_on_the_desks() {
    let app = app();
    let admin = paid_admin(&app);
    admin.set_cookie("tz", "Europe/Paris");
    let page = read(&admin.get("/en/contact").await);
    assert!(page.contains("Opens today at 3:00 PM your time (6:00 AM, Los Angeles Time)"));
    assert!(page.contains("Opens Wednesday at 1:00 AM your time (9:00 AM, Japan Time)"));
    assert!(page.contains("Times are shown in France Time"));
    app.state.clock.set("2026-11-24T04:48:00Z".parse().unwrap());
    assert!(read(&admin.get("/en/contact").await).contains("Closes in 12 minutes"));
    assert!(read(&admin.get("/fr/contact").await).contains("Ferme dans 12 minutes"));
    assert!(read(&admin.get("/es/contact").await).contains("Cierra dentro de 12 minutos"));
    assert!(read(&admin.get("/ja/contact").await).contains("あと 12 分で受付終了"));
}

#[tokio::test]
async fn a_time_zone_that_is_none_leaves_the_desks_own() {
    let app = app();
    for zone in ["", "none", "Mars/Base", "../../etc/passwd", "<script>", "Europe/Paris%0a"] {
        let cookie = format!("tz={zone}");
        let page = read(&app.get_with("/en/contact", &[("cookie", &cookie)]).await);
        assert!(page.contains("Opens today at 6:00 AM (Los Angeles Time)"), "{zone}");
        assert!(
            page.contains("Times are those of each support team") && !page.contains("<script>\"")
        );
    }
}

#[tokio::test]
async fn a_time_zone_can_be_chosen_without_scripts() {
    let app = app();
    let reader = app.anonymous();
    let chosen = reader.post_form("/preferences/time-zone", &[("zone", "Asia/Tokyo")]).await;
    assert_eq!((chosen.status, reader.cookie("tz").as_deref()), (303, Some("Asia/Tokyo")));
    let page = read(&reader.get("/en/contact").await);
    assert!(page.contains("Opens today at 11:00 PM your time (6:00 AM, Los Angeles Time)"));
    assert!(page.contains("<option value=\"Asia/Tokyo\" selected"));
    for none in ["", "Mars/Base"] {
        reader.post_form("/preferences/time-zone", &[("zone", none)]).await;
        assert_eq!(reader.cookie("tz").as_deref(), Some("none"), "the loader shall not ask again");
    }
    assert!(
        read(&reader.get("/en/contact").await).contains("Times are those of each support team")
    );
}

#[tokio::test]
async fn a_pin_is_made_on_demand_and_runs_out() {
    let app = app();
    let admin = paid_admin(&app);
    assert!(!admin.get("/en/contact").await.text().contains("pin-digits"));
    let given = admin.post_form("/en/contact", &[]).await;
    assert_eq!((given.status, given.header("location")), (303, "/en/contact#support-pin"));
    is_private(&given, "the answer to the wish for a PIN");
    let first = pin(&admin).await.unwrap();
    assert_eq!(first.len(), 9, "eight digits in two groups: {first}");
    assert!(read(&admin.get("/en/contact").await).contains("Valid for 15 more minutes."));
    admin.post_form("/en/contact", &[]).await;
    assert_ne!(pin(&admin).await.unwrap(), first, "a new one takes its place");
    admin.set_cookie("tz", "Asia/Tokyo");
    assert!(read(&admin.get("/en/contact").await).contains("Valid until 9:15 PM your time."));
    app.state.clock.set(app.state.clock.now() + 15.minutes());
    assert_eq!(pin(&admin).await, None);
}

/// The PIN that a page shows.
async fn pin(actor: &Actor<'_>) -> Option<String> {
    let page = actor.get("/en/contact").await;
    let (_, rest) = page.text().split_once("pin-digits\">")?;
    rest.split("</output>").next().map(str::to_owned)
}

#[tokio::test]
async fn pins_are_for_the_entitled_alone() {
    let app = app();
    for (kind, _) in Viewer::KINDS {
        let answer = actor_of(&app, kind).post_form("/en/contact", &[]).await;
        let expected = match kind {
            "anonymous" => (303, "/en/sign-in?next=%2Fen%2Fcontact"),
            "paid_administrator" => (303, "/en/contact#support-pin"),
            _ => (403, ""),
        };
        assert_eq!((answer.status, answer.header("location")), expected, "{kind}");
        is_private_or_unstored(&answer, kind);
    }
}

fn is_private_or_unstored(answer: &Answer, what: &str) {
    assert!(answer.header("cache-control").contains("no-store"), "{what}");
}

#[tokio::test]
async fn what_a_person_may_changes_with_the_next_request() {
    let app = app();
    let admin = paid_admin(&app);
    admin.post_form("/en/contact", &[]).await;
    assert!(pin(&admin).await.is_some());
    app.given_suspended(admin.organisation.as_ref().unwrap());
    let answer = admin.get("/en/contact").await;
    shows_nothing_secret(&answer, "a suspended organisation");
    assert!(!answer.text().contains("pin-digits"));
    assert_eq!(admin.get("/api/v1/contact").await.json()["reason"], "suspended");
}

#[tokio::test]
async fn whoever_belongs_to_several_organisations_chooses_one_first() {
    let app = app();
    let (one, two) = (app.given_organisation("plus"), app.given_organisation("legacy"));
    let account = app.given_account("both@example.org", Some((&one, Role::Administrator)), None);
    let now = app.state.clock.now();
    let storage = &app.state.accounts.storage;
    on_runtime(storage.set_membership(&account.id, &two.id, Role::Member, now)).unwrap();
    let undecided = app.signed_in(&account, None);
    let page = read(&undecided.get("/en/contact").await);
    assert!(page.contains("belong to 2 organisations"));
    assert!(page.contains("href=\"/en/account/organisation?next=%2Fen%2Fcontact\""));
    let problem = undecided.get("/api/v1/contact").await.json();
    assert_eq!(problem["reason"], "no_organisation_chosen");
    assert_eq!(problem["required"], "choose_organisation");
    let decided = app.signed_in(&account, Some(&one));
    assert_eq!(decided.get("/api/v1/contact").await.status, 200);
    let other = app.signed_in(&account, Some(&two));
    assert_eq!(other.get("/api/v1/contact").await.json()["reason"], "free_edition");
}

#[tokio::test]
async fn a_chat_opens_with_language_and_a_reference_that_can_be_checked() {
    let key = "the key that the chat system has";
    let app = app_set(PORTAL, |settings| settings.chat_secret = Some(Concealed(key.to_owned())));
    let admin = paid_admin(&app);
    let page = admin.get("/es/contact").await;
    assert!(page.text().contains("/es/contact/chat?language=en"), "the English desk is open");
    assert!(!page.text().contains("chat?language=es"), "the Spanish desk is closed");
    let led = admin.get("/es/contact/chat?language=en").await;
    assert_eq!((led.status, led.header("referrer-policy")), (303, "no-referrer"));
    is_private(&led, "the way into a chat");
    let (parts, claims) = token(&led);
    assert_eq!(claims["sub"], admin.account.as_ref().unwrap().id.as_str());
    assert_eq!((&claims["lang"], &claims["iss"]), (&"en".into(), &"https://help.example".into()));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 300);
    assert_eq!(claims["iat"], app.state.clock.now().as_second());
    assert_eq!(claims["case"], serde_json::Value::Null);
    assert_eq!(signature(key, &parts[0], &parts[1]), parts[2]);

    // Whoever comes from the form brings the case along; nobody else's is told.
    let case = app.given_case(&admin, "Mail is late");
    let page = admin.get(&format!("/es/contact?case={}", case.as_str())).await;
    assert!(page.text().contains(&case.to_string()) && page.text().contains("Mail is late"));
    let way = format!("/es/contact/chat?language=en&case={}", case.as_str());
    assert!(page.text().contains(&way.replace('&', "&amp;")), "the chat brings it along");
    let (_, claims) = token(&admin.get(&way).await);
    assert_eq!(claims["case"]["reference"], case.as_str());
    assert_eq!(
        (&claims["case"]["title"], &claims["case"]["priority"]),
        (&"Mail is late".into(), &"P2".into())
    );
    assert_eq!(
        claims["case"]["url"],
        format!("https://help.example/en/desk/cases/{}", case.as_str())
    );
    let other = app.given_organisation(&app.edition(Tier::Paid));
    let account = &admin.account.as_ref().unwrap().id;
    let (storage, now) = (&app.state.accounts.storage, app.state.clock.now());
    on_runtime(storage.set_membership(account, &other.id, Role::Administrator, now)).unwrap();
    let elsewhere = app.signed_in(admin.account.as_ref().unwrap(), Some(&other));
    let page = elsewhere.get(&format!("/es/contact?case={}", case.as_str())).await;
    assert!(!page.text().contains("Mail is late"), "it is another organisation's");
    assert_eq!(token(&elsewhere.get(&way).await).1["case"], serde_json::Value::Null);
    let stranger = paid_admin(&app);
    let page = stranger.get(&format!("/es/contact?case={}", case.as_str())).await;
    assert!(!page.text().contains("Mail is late"));
    assert_eq!(token(&stranger.get(&way).await).1["case"], serde_json::Value::Null);
}

/// The parts of the token that somebody is led to a chat with, and its claims.
fn token(led: &Answer) -> (Vec<String>, serde_json::Value) {
    let to = led.header("location");
    let token = to.split_once("&reference=").unwrap_or_else(|| panic!("{to}")).1;
    assert!(to.starts_with("https://chat.canary.example/en?team=1&language=en&"), "{to}");
    let parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    let claims = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(&parts[1]).unwrap()).unwrap();
    (parts, claims)
}

fn signature(key: &str, header: &str, claims: &str) -> String {
    use hmac::{Hmac, Mac as _};
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(format!("{header}.{claims}").as_bytes());
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

#[tokio::test]
async fn nobody_else_is_led_into_a_chat() {
    let app = app();
    for (kind, _) in Viewer::KINDS {
        let answer = actor_of(&app, kind).get("/en/contact/chat?language=en").await;
        assert_eq!(answer.status, 303, "{kind}");
        is_private(&answer, kind);
        if !matches!(kind, "paid_administrator" | "staff") {
            assert_eq!(answer.header("location"), "/en/contact", "{kind}");
            assert_eq!(
                actor_of(&app, kind).get("/en/contact").await.status,
                200,
                "no way in circles"
            );
        }
    }
    let admin = paid_admin(&app);
    for path in ["?language=ja", "?language=fr", "?language=%00", ""] {
        let answer = admin.get(&format!("/en/contact/chat{path}")).await;
        assert_eq!((answer.status, answer.header("location")), (303, "/en/contact"), "{path}");
    }
    assert_eq!(admin.get("/de/contact/chat?language=en").await.status, 404);
}

#[tokio::test]
async fn mails_carry_a_reference_and_chats_without_a_shared_key_are_signed_too() {
    let app = app();
    let admin = paid_admin(&app);
    let id: String = admin.organisation.as_ref().unwrap().id.as_str().chars().take(8).collect();
    assert!(admin.get("/en/contact").await.text().contains(&format!("reference%20{id}")));
    let led = admin.get("/en/contact/chat?language=en").await;
    assert_eq!(led.header("location").split('.').count(), 5, "a token of three parts");
}

#[tokio::test]
async fn a_policy_with_less_offers_less() {
    let only_mail =
        PORTAL
            .split("[[channels]]")
            .enumerate()
            .filter_map(|(i, part)| match i {
                0 => Some(part.replace(
                    "forums = [{ name = \"Forum\", url = \"https://forum.example/c\" }]",
                    "",
                )),
                3 => Some(format!("[[channels]]{part}")),
                _ => None,
            })
            .collect::<String>();
    let app = app_with(&only_mail);
    let page = read(&paid_admin(&app).get("/en/contact").await);
    assert!(page.contains("mailto:") && !page.contains("tel:") && !page.contains("/contact/chat"));
    assert!(!page.contains("support-pin"), "nobody to read a PIN out to");
    assert!(!page.contains("Recommended"), "one channel is no choice");
    let free = actor_of(&app, "free_member").get("/en/contact").await;
    assert!(!free.text().contains("Ask in the forum"), "there is no forum");
    assert_eq!(
        paid_admin(&app).get("/en/contact/chat?language=en").await.header("location"),
        "/en/contact"
    );

    let nothing = app_with("editions = [{ id = \"plus\", name = \"Plus\", tier = \"paid\" }]");
    let page = read(&paid_admin(&nothing).get("/en/contact").await);
    assert!(page.contains("names no support channels"));
    let answer = paid_admin(&nothing).get("/api/v1/contact").await;
    assert_eq!(answer.json()["channels"].as_array().unwrap().len(), 0);
    assert_eq!(app_with("").get("/en/contact").await.status, 200);
}

#[tokio::test]
async fn what_is_open_comes_first_and_says_why() {
    let closed = PORTAL.replace("hours = \"24/7\"", "hours = { time_zone = \"UTC\", weekly = [{ days = [\"wed\"], from = \"09:00\", to = \"17:00\" }] }");
    let app = app_with(&closed);
    let admin = paid_admin(&app);
    assert!(read(&admin.get("/en/contact").await).contains("Every channel is closed right now."));
    app.state.clock.set("2026-11-23T15:00:00Z".parse().unwrap());
    let spanish = read(&admin.get("/es/contact").await);
    assert!(spanish.contains("Recomendado ahora: está abierto y responde en su idioma."));
    let (chat, phone) =
        (spanish.find(">Chat</h3>").unwrap(), spanish.find(">Teléfono</h3>").unwrap());
    assert!(chat < phone, "the chat answers, the phone does not");
    assert!(read(&admin.get("/en/contact").await).contains("Recommended now: it is open."));
}

#[tokio::test]
async fn what_everyone_sees_follows_the_minute_and_the_readers_clock() {
    let closed = PORTAL.replace("hours = \"24/7\"", "hours = { time_zone = \"UTC\", weekly = [{ days = [\"mon\"], from = \"09:00\", to = \"12:30\" }] }");
    let app = app_with(&closed);
    let first = app.get("/en/contact").await;
    assert!(app.get("/en/contact").await.text() == first.text());
    let reader = app.get_with("/en/contact", &[("cookie", "tz=Asia/Tokyo")]).await;
    assert!(reader.text() != first.text(), "times are told by the reader's clock");
    assert!(app.get("/en/contact").await.text() == first.text(), "and by nobody else's");
    app.wait(45.minutes());
    let later = app.get("/en/contact").await;
    assert!(later.text() != first.text(), "it has closed meanwhile");
    is_private(&later, "what holds for a minute");
}

#[tokio::test]
async fn an_entitled_page_is_never_kept_for_others() {
    let app = app();
    let admin = paid_admin(&app);
    assert!(admin.get("/en/contact").await.text().contains("555 0100"));
    shows_nothing_secret(&app.get("/en/contact").await, "the next reader");
    let tag = admin.get("/en/contact").await.header("etag").to_owned();
    let conditional = app.get_with("/en/contact", &[("if-none-match", &tag)]).await;
    shows_nothing_secret(&conditional, "a conditional request");
    assert_eq!(app.edition(Tier::Paid), "plus");
    assert!(agent(&app).get("/en/contact").await.text().contains("555 0100"));
    assert_eq!(personal(&app).get("/en/contact").await.status, 200);
}
