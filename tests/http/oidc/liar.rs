//! A provider that says what it is told to: honest until a test asks for a lie.

use std::sync::{Arc, Mutex};

use axum::{
    Json, Router,
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use guichet_tests::{Answer, NOW, actors::Actor};
use jiff::Timestamp;
use openidconnect::{
    JsonWebKeyId, PrivateSigningKey as _,
    core::{CoreEdDsaPrivateSigningKey, CoreJwsSigningAlgorithm},
};
use serde_json::{Map, Value, json};

use super::{begin, parameter};

/// The provider.
pub(super) struct Liar {
    /// Its issuer.
    pub(super) issuer: String,
    /// What it says next.
    pub(super) says: Arc<Mutex<Says>>,
}

/// What the provider says.
#[derive(Clone)]
pub(super) struct Says {
    /// The claims of the next identity token, beside the honest ones or instead of them; null takes one away.
    pub(super) claims: Map<String, Value>,
    /// The key it signs with: number and name.
    pub(super) signs_with: (u8, &'static str),
    /// The keys it publishes.
    pub(super) publishes: Vec<(u8, &'static str)>,
    /// The algorithm that the token's header names; the signature is left out for `none`.
    pub(super) algorithm: &'static str,
    /// The issuer that its description names.
    pub(super) described_issuer: Option<&'static str>,
    /// What an endpoint answers instead of the truth.
    pub(super) instead: Option<(&'static str, StatusCode, Answered)>,
    /// Whether its description says that answers name the issuer.
    pub(super) names_issuer: bool,
    /// How often it was asked for its keys.
    pub(super) key_requests: usize,
    nonce: String,
}

/// A body that is no answer.
#[derive(Clone, Copy)]
pub(super) enum Answered {
    /// Words for people.
    Html,
    /// More than anyone reads.
    Flood,
    /// A redirect to somewhere else.
    Elsewhere,
    /// An error of the token endpoint (RFC 6749 section 5.2).
    Error(&'static str),
}

impl Default for Says {
    fn default() -> Self {
        Self {
            claims: Map::new(),
            signs_with: (1, "one"),
            publishes: vec![(1, "one")],
            algorithm: "EdDSA",
            described_issuer: None,
            instead: None,
            names_issuer: false,
            key_requests: 0,
            nonce: String::new(),
        }
    }
}

#[derive(Clone)]
struct Service {
    issuer: String,
    says: Arc<Mutex<Says>>,
}

impl Liar {
    /// Starts it on a free port.
    pub(super) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let says = Arc::new(Mutex::new(Says::default()));
        let service = Service { issuer: issuer.clone(), says: Arc::clone(&says) };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(description))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(service);
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { issuer, says }
    }

    /// Changes what it says.
    pub(super) fn say(&self, change: impl FnOnce(&mut Says)) {
        change(&mut self.says.lock().unwrap());
    }

    /// Claims of the next identity token.
    pub(super) fn claim(&self, claims: &Value) {
        self.say(|says| says.claims.clone_from(claims.as_object().unwrap()));
    }

    /// Lets a browser begin its way here; answers the address that leads back.
    pub(super) async fn way(&self, browser: &Actor<'_>) -> String {
        let location = begin(browser, "/en/contact").await;
        self.say(|says| says.nonce = parameter(&location, "nonce"));
        format!("/sign-in/callback/id?code=c&state={}", parameter(&location, "state"))
    }

    /// Lets a browser go the whole way.
    pub(super) async fn sign_in(&self, browser: &Actor<'_>) -> Answer {
        let back = self.way(browser).await;
        browser.get(&back).await
    }
}

impl Service {
    fn says(&self) -> Says {
        self.says.lock().unwrap().clone()
    }
}

async fn description(State(service): State<Service>) -> Response {
    let says = service.says();
    if let Some(lie) = lie(&says, "description") {
        return lie;
    }
    let issuer = &service.issuer;
    Json(json!({
        "issuer": says.described_issuer.unwrap_or(issuer),
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA", "HS256"],
        "authorization_response_iss_parameter_supported": says.names_issuer,
    }))
    .into_response()
}

async fn keys(State(service): State<Service>) -> Response {
    service.says.lock().unwrap().key_requests += 1;
    let says = service.says();
    if let Some(lie) = lie(&says, "keys") {
        return lie;
    }
    let keys: Vec<_> = says
        .publishes
        .iter()
        .map(|(number, name)| key(*number, name).as_verification_key())
        .collect();
    Json(json!({ "keys": keys })).into_response()
}

async fn token(State(service): State<Service>, headers: HeaderMap, body: String) -> Response {
    let says = service.says();
    if let Some(lie) = lie(&says, "token") {
        return lie;
    }
    // RFC 6749 section 2.3.1 and RFC 7636 section 4.5: the portal shows its secret and the verifier.
    let basic = headers.get(header::AUTHORIZATION).unwrap().to_str().unwrap();
    assert!(basic.starts_with("Basic "), "{basic}");
    assert!(body.contains("code_verifier="), "{body}");
    let now = NOW.parse::<Timestamp>().unwrap().as_second();
    let mut claims = json!({
        "iss": service.issuer, "aud": "guichet", "sub": "1", "nonce": says.nonce,
        "iat": now, "exp": now + 300,
        "email": "ana@lumiere.example", "email_verified": true, "name": "Ana Díaz",
    });
    for (name, value) in &says.claims {
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(name);
        } else {
            claims[name] = value.clone();
        }
    }
    Json(json!({
        "access_token": "a", "token_type": "Bearer", "expires_in": 300, "id_token": signed(&says, &claims),
    }))
    .into_response()
}

fn signed(says: &Says, claims: &Value) -> String {
    let (number, name) = says.signs_with;
    let head = json!({ "alg": says.algorithm, "kid": name });
    let message =
        format!("{}.{}", BASE64.encode(head.to_string()), BASE64.encode(claims.to_string()));
    let signature = match says.algorithm {
        "none" => Vec::new(),
        // The public key as a shared secret: what confuses programs that let the token choose the algorithm.
        "HS256" => {
            use hmac::{Hmac, Mac as _};
            let public = serde_json::to_value(key(number, name).as_verification_key()).unwrap();
            let secret = BASE64.decode(public["x"].as_str().unwrap()).unwrap();
            let mut mac = Hmac::<sha2::Sha256>::new_from_slice(&secret).unwrap();
            mac.update(message.as_bytes());
            mac.finalize().into_bytes().to_vec()
        }
        _ => key(number, name).sign(&CoreJwsSigningAlgorithm::EdDsa, message.as_bytes()).unwrap(),
    };
    format!("{message}.{}", BASE64.encode(signature))
}

/// An Ed25519 key of the tests (RFC 8410): its seed is a number, which is secret enough here.
fn key(number: u8, name: &str) -> CoreEdDsaPrivateSigningKey {
    let head = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    let bytes = [head.as_slice(), &[number; 32]].concat();
    let text = base64::engine::general_purpose::STANDARD.encode(bytes);
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n");
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new(name.to_owned())))
        .unwrap()
}

fn lie(says: &Says, endpoint: &str) -> Option<Response> {
    let (_, status, answered) = says.instead.filter(|(lying, _, _)| *lying == endpoint)?;
    let mut response = match answered {
        Answered::Html => ([(header::CONTENT_TYPE, "text/html")], "<h1>Hello</h1>").into_response(),
        Answered::Flood => {
            let body = Body::from(vec![b' '; 4 * 1024 * 1024]);
            ([(header::CONTENT_TYPE, "application/json")], body).into_response()
        }
        Answered::Elsewhere => ([(header::LOCATION, "http://127.0.0.1:9/")], "").into_response(),
        Answered::Error(code) => Json(json!({ "error": code })).into_response(),
    };
    *response.status_mut() = status;
    Some(response)
}
