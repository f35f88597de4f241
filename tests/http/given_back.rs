//! What is written while the database is away: it comes back with the page that says so, and is sent again from there.

use std::time::Duration;

use axum::{
    body::Body,
    http::{Request, header},
};
use guichet_model::case::{CaseRef, CaseStatus};
use guichet_server::settings::Concealed;
use guichet_storage::testing::{Cluster, Stop};
use guichet_tests::{
    Answer,
    actors::{agent, paid_admin},
    on_runtime,
};

use super::cases::{at, portal_with};

fn desk(reference: &CaseRef) -> String {
    format!("/en/desk/cases/{}", reference.as_str())
}

/// That the words stand in a field, and the rest goes along to the same place.
fn assert_given_back(page: &Answer, action: &str, text: &str, rest: &[(&str, &str)]) {
    assert_eq!(page.status, 503, "{action}");
    assert_eq!(page.header("cache-control"), "private, no-store", "{action}");
    let html = page.text();
    let begin = html.find(&format!("action=\"{action}\"")).expect("a form to send it again");
    let form = html[begin..].split("</form>").next().unwrap();
    assert!(form.contains(&format!("{text}</textarea>")), "{form}");
    for (name, value) in rest {
        assert!(form.contains(&format!("name=\"{name}\" value=\"{value}\"")), "{name}: {form}");
    }
    assert!(!html.contains("<script>alert(1)"), "words are no markup");
}

#[tokio::test]
async fn words_come_back_while_the_database_is_away_and_arrive_once_it_is_back() {
    let cluster = Cluster::start();
    let address = on_runtime(cluster.database());
    let app = portal_with(|settings| settings.database = Some(Concealed(address)));
    let (ana, agent) = (paid_admin(&app), agent(&app));
    let reference = app.given_case(&ana, "Mail is late");
    cluster.stop(Stop::Fast);

    let text = "It is back </textarea><script>alert(1)</script> & \"worse\"";
    let escaped = "It is back &lt;/textarea>&lt;script>alert(1)&lt;/script> &amp; \"worse\"";
    let reply = [("do", "reply"), ("text", text), ("evil", "1")];
    let page = ana.post_form(&at(&reference), &reply).await;
    assert_given_back(&page, &at(&reference), escaped, &[("do", "reply")]);
    assert!(!page.text().contains("name=\"evil\""), "what no form of the portal has stays out");

    let parts = [("version", "1"), ("text", text), ("next", "ours")];
    let parts = parts.map(|(name, value)| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    });
    let body = parts.concat()
        + "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.log\"\r\n\r\nwords\r\n\
           --b\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nanswer\r\n--b--\r\n";
    let request = Request::post(desk(&reference))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin");
    let page = agent.send(request, Body::from(body)).await;
    let rest = [("version", "1"), ("next", "ours"), ("do", "answer")];
    assert_given_back(&page, &desk(&reference), escaped, &rest);
    let solved = [("do", "resolve"), ("version", "1"), ("closing", "Bye"), ("detail", "\"x\"")];
    let page = agent.post_form(&desk(&reference), &solved).await;
    assert_given_back(&page, &desk(&reference), "Bye", &[("detail", "&quot;x&quot;")]);

    cluster.start_again();
    // A connection that was used within the last second is taken to be well.
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    let again = [("do", "answer"), ("version", "1"), ("text", text), ("next", "ours")];
    assert_eq!(agent.post_form(&desk(&reference), &again).await.status, 303);
    assert_eq!(ana.post_form(&at(&reference), &reply).await.status, 303);
    assert_eq!(app.case(&reference).state.status, CaseStatus::Open);
    let page = ana.get(&at(&reference)).await;
    assert_eq!(page.text().matches("It is back &lt;/textarea&gt;").count(), 2, "each once");
}
