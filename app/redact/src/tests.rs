//! Whatever stands around a secret, it does not come through; and what is none stays.

use proptest::{prelude::*, sample};
use serde_json::{Value, json};

use super::*;

fn cleaned(text: &str) -> Cleaned {
    clean(text, &|_, _| false)
}

fn gone(text: &str, secret: &str) {
    let found = cleaned(text);
    assert!(!found.text.contains(secret), "{secret} is left in {}", found.text);
    assert!(found.secrets.iter().any(|s| s.value.contains(secret)), "{:?}", found.secrets);
}

#[test]
fn logs_lose_their_secrets() {
    for text in [
        "2026-11-23 12:00:01 DEBUG Cookie: SID=s3cr3tvalue; lang=en",
        "Authorization: Bearer s3cr3tvalue.abc",
        "> authorization: Basic czNjcjN0dmFsdWU6s3cr3tvalue",
        "curl -H 'Cookie: SID=s3cr3tvalue; a=b' -H \"X-Api-Key: k\" https://x.example",
        "GET /inbox?user=ana&access_token=s3cr3tvalue&x=1 HTTP/1.1",
        "redirect to https://app.example/cb#id_token=s3cr3tvalue&state=x",
        "redirect to https://app.example/cb?code=s3cr3tvalue",
        "db=postgres://portal:s3cr3tvalue@db.example/portal",
        "login user=ana password=s3cr3tvalue ok",
        "login user=ana password='with spaces s3cr3tvalue' ok",
        "password: a long s3cr3tvalue with words",
        "{\"user\": \"ana\", \"password\": \"s3cr3tvalue\", broken",
        "msg=\"{\\\"token\\\": \\\"s3cr3tvalue\\\"}\"",
        "params: { token => \"s3cr3tvalue\" }",
        "mot de passe : voir ; motdepasse=s3cr3tvalue",
        "パスワード：s3cr3tvalue",
        "token: eyJhbGciOiJIUzI1NiJ9.s3cr3tvalue.abc",
        "got eyJhbGciOiJIUzI1NiJ9eyJhbGci.s3cr3tvalue in the answer",
        "export TOKEN=ghp_s3cr3tvalueAAAAAAAAAAAAAAAAAA",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEs3cr3tvalue\nabc\n-----END RSA PRIVATE KEY-----",
    ] {
        gone(text, "s3cr3tvalue");
    }
}

#[test]
fn mail_headers_lose_folded_secrets_and_keep_what_matters() {
    let mail = "Received: from mx.example by in.example; Mon, 23 Nov 2026 12:00:00 +0000\r\n\
        DKIM-Signature: v=1; a=rsa-sha256; d=example.org; b=AbCd123\r\n\
        Cookie: SID=31d4d96e407aad42;\r\n\tother=s3cr3tvalue\r\n\
        Authentication-Results: in.example; spf=pass\r\n\
        List-Unsubscribe: <https://list.example/u?token=s3cr3tvalue>\r\n\
        Message-ID: <1@example.org>\r\n\
        Subject: error code: 500\r\n";
    let found = cleaned(mail);
    assert!(
        !found.text.contains("s3cr3tvalue") && !found.text.contains("31d4d96e"),
        "{}",
        found.text
    );
    for kept in
        ["Received: from mx.example", "b=AbCd123", "spf=pass", "<1@example.org>", "error code: 500"]
    {
        assert!(found.text.contains(kept), "{kept} is lost in {}", found.text);
    }
    assert_eq!(found.text.matches("\r\n").count(), 7, "lines stay lines");
}

#[test]
fn what_is_no_secret_stays_as_it_is() {
    for text in [
        "2026-11-23T12:00:00Z ERROR 500 status code: 500 request id=4f2a path=/inbox?folder=sent&page=2",
        "basic settings and digest mails are fine",
        "The secretary has the key: look in the drawer",
        "token_type=Bearer expires_in=3600",
        "日本語のログ：エラーコード 500",
        "",
        "\u{1f525}\u{1f525}",
    ] {
        assert_eq!(cleaned(text).text, text);
    }
}

#[test]
fn a_har_file_loses_its_secrets_and_stays_one() {
    let har = json!({ "log": { "version": "1.2", "entries": [{
        "request": {
            "method": "POST", "url": "https://u:s3cr3tvalue@app.example/login?code=s3cr3tvalue&lang=fr",
            "headers": [
                { "name": "Cookie", "value": "SID=s3cr3tvalue" },
                { "name": "authorization", "value": "Bearer s3cr3tvalue" },
                { "name": "Accept", "value": "text/html" },
            ],
            "cookies": [{ "name": "lang", "value": "s3cr3tvalue" }],
            "queryString": [{ "name": "code", "value": "s3cr3tvalue" }, { "name": "lang", "value": "fr" }],
            "postData": {
                "mimeType": "application/x-www-form-urlencoded",
                "text": "user=ana&password=s3cr3tvalue",
                "params": [{ "name": "password", "value": "s3cr3tvalue" }],
            },
        },
        "response": {
            "status": 500,
            "headers": [{ "name": "Set-Cookie", "value": "SID=s3cr3tvalue; HttpOnly" }],
            "content": { "mimeType": "application/json", "text": "{\"access_token\":\"s3cr3tvalue\",\"pin\":123456,\"code\":\"E42\"}" },
        },
    }, {
        "response": { "content": { "mimeType": "text/html", "encoding": "base64", "text": "czNjcjN0dmFsdWU=" } },
        "request": { "postData": { "text": "{\"nested\": \"{\\\"secret\\\": \\\"s3cr3tvalue\\\"}\"}" } },
    }] } });
    let found = cleaned(&har.to_string());
    assert!(!found.text.contains("s3cr3tvalue"), "{}", found.text);
    assert!(!found.text.contains("czNjcjN0dmFsdWU=") && !found.text.contains("123456"));
    let value: Value = serde_json::from_str(&found.text).unwrap();
    let request = &value["log"]["entries"][0]["request"];
    assert_eq!(request["url"], "https://u:[removed]@app.example/login?code=[removed]&lang=fr");
    assert_eq!(request["headers"][2]["value"], "text/html");
    assert_eq!(request["queryString"][1]["value"], "fr");
    assert_eq!(request["postData"]["text"], "user=ana&password=[removed]");
    let body: Value = serde_json::from_str(
        value["log"]["entries"][0]["response"]["content"]["text"].as_str().unwrap(),
    )
    .unwrap();
    assert_eq!(body["code"], "E42", "an error's code stays");
}

#[test]
fn what_its_owner_keeps_stays() {
    let text = "password=one token=two password=one";
    let found = cleaned(text);
    assert_eq!(found.text, "password=[removed] token=[removed] password=[removed]");
    let shown: Vec<_> = found.secrets.iter().map(|s| (s.place.as_str(), s.times)).collect();
    assert_eq!(shown, [("password", 2), ("token", 1)]);
    let kept = clean(text, &|place, value| place == "token" && value == "two");
    assert_eq!(kept.text, "password=[removed] token=two password=[removed]");
    let secret = Secret { place: "token".into(), value: "0123456789".into(), times: 1 };
    assert_eq!(secret.shown(), "token: 012345… (10)");
}

#[test]
fn cleaning_twice_changes_nothing_more() {
    let text = "Cookie: a=b\npassword=x\nhttps://a:b@c.example/?code=1";
    let once = cleaned(text).text;
    let twice = cleaned(&once);
    assert_eq!((twice.text.as_str(), twice.secrets.len()), (once.as_str(), 0));
}

/// A secret as they look, with a beginning that nothing else has.
fn secret() -> impl Strategy<Value = String> {
    "CANARY[A-Za-z0-9_~.+-]{6,40}"
}

/// Names that tell.
fn name() -> impl Strategy<Value = String> {
    sample::select(vec![
        "password",
        "Passwd",
        "access_token",
        "refreshToken",
        "client_secret",
        "X-Api-Key",
        "sid",
        "PHPSESSID",
        "csrf-token",
        "otp",
        "Authorization",
        "Cookie",
        "set-cookie",
        "private_key",
    ])
    .prop_map(str::to_owned)
}

/// Any JSON, with secrets under names that tell.
fn documents() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<i32>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        Just(Value::Null),
        secret().prop_map(|s| Value::from(format!("https://x.example/?token={s}"))),
        (name(), secret()).prop_map(|(n, s)| Value::from(json!({ n: s }).to_string())),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            (proptest::collection::btree_map("[a-z]{1,6}", inner, 0..4), name(), secret())
                .prop_map(|(members, name, secret)| {
                    let mut members: serde_json::Map<String, Value> = members.into_iter().collect();
                    members.insert(name, Value::from(secret));
                    Value::Object(members)
                }),
            (name(), secret()).prop_map(|(name, value)| json!({ "name": name, "value": value })),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_secret_survives_in_json_and_json_stays_json(document in documents()) {
        let text = document.to_string();
        let found = cleaned(&text);
        prop_assert!(!found.text.contains("CANARY"), "{}", found.text);
        if document.is_object() || document.is_array() {
            prop_assert!(serde_json::from_str::<Value>(&found.text).is_ok());
        }
    }

    #[test]
    fn no_secret_survives_in_lines(
        before in "\\PC{0,30}", name in name(), separator in sample::select(vec!["=", ": ", "=\"", ": \"", "\": \"", " = "]),
        secret in secret(), after in "\\PC{0,30}",
    ) {
        let close = if separator.ends_with('"') { "\"" } else { " " };
        let text = format!("{before} {name}{separator}{secret}{close}{after}\n");
        let found = cleaned(&text);
        prop_assert!(!found.text.contains("CANARY"), "{text:?} became {:?}", found.text);
    }

    #[test]
    fn nothing_makes_it_panic(text in "\\PC{0,200}") {
        cleaned(&text);
    }

    #[test]
    fn nothing_made_of_its_own_signs_makes_it_panic(text in "[=:\"'\\\\{}\\[\\]&?#;/@ \nabtokenpassword：é🔥]{0,120}") {
        let once = cleaned(&text).text;
        cleaned(&once);
    }
}
