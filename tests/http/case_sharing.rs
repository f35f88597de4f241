//! Cases that an organisation's administrators read: those opened since it was switched on, and everyone is told.

use guichet_model::viewer::Role;
use guichet_tests::{
    TestApp,
    actors::{Actor, agent},
};
use jiff::ToSpan as _;

use super::{
    cases::{at, portal},
    guided,
};

const TOLD: &str = "can read this case";

fn people(app: &TestApp) -> [Actor<'_>; 3] {
    let organisation = app.given_organisation(&app.edition(guichet_model::viewer::Tier::Paid));
    let roles = [Role::Administrator, Role::Administrator, Role::Member];
    let mut number = 0;
    roles.map(|role| {
        number += 1;
        let email = format!("person{number}@atelier.example");
        let account = app.given_account(&email, Some((&organisation, role)), None);
        app.signed_in(&account, Some(&organisation))
    })
}

#[tokio::test]
async fn sharing_begins_when_it_is_switched_on_and_everyone_is_told() {
    let app = portal();
    let [asker, colleague, member] = people(&app);
    let before = app.given_case(&asker, "Quittung");
    app.wait(1.minutes());
    let page = colleague.get("/en/cases").await;
    assert!(page.text().contains("opened from then on, not earlier ones"));
    assert!(!member.get("/en/cases").await.text().contains("Who reads these cases"));
    let on = colleague.post_form("/en/cases", &[("share", "1")]).await;
    assert_eq!(on.status, 303);
    for who in [&asker, &colleague, &member] {
        let page = who.get("/en/cases").await;
        assert!(page.text().contains("its people have opened since November 23, 2026"));
    }
    assert!(!member.get("/en/cases").await.text().contains("name=\"share\""));
    app.wait(1.minutes());
    let after = app.given_case(&asker, "Rechnung");
    assert_eq!(colleague.get(&at(&before)).await.status, 404, "it was asked before");
    assert_eq!(colleague.get(&format!("/api/v1/cases/{before}")).await.status, 404);
    let listed = colleague.get("/en/cases").await;
    assert!(listed.text().contains("Rechnung") && !listed.text().contains("Quittung"));
    assert_eq!(colleague.get(&at(&after)).await.status, 200);
    assert_eq!(member.get(&at(&after)).await.status, 404);
    assert!(asker.get(&at(&after)).await.text().contains(TOLD));
    assert!(!asker.get(&at(&before)).await.text().contains(TOLD));
    let desk = format!("/en/desk/cases/{}", before.as_str());
    assert_eq!(agent(&app).get(&desk).await.status, 200);
    // Switched off and on again, it begins anew.
    asker.post_form("/en/cases", &[("share", "0")]).await;
    assert_eq!(colleague.get(&at(&after)).await.status, 404);
    app.wait(1.minutes());
    asker.post_form("/en/cases", &[("share", "1")]).await;
    assert_eq!(colleague.get(&at(&after)).await.status, 404);
}

#[tokio::test]
async fn the_form_says_who_will_read_the_case() {
    let app = TestApp::demo_with(|_| {});
    let [asker, ..] = people(&app);
    guided::answer_all(&asker).await;
    guided::answer(&asker, "evidence", &[("action", "continue")]).await;
    let review = "/en/contact/new/review";
    assert!(!asker.get(review).await.text().contains(TOLD));
    asker.post_form("/en/cases", &[("share", "1")]).await;
    assert!(asker.get(review).await.text().contains(TOLD));
}
