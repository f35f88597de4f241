//! People who ask the portal: organisations and accounts put straight into its storage, and browsers with a cookie jar of their own.
//!
//! `given_*` writes to storage; an [`Actor`] goes through HTTP. Every kind of [`Viewer::KINDS`] has an actor: [`actor_of`] makes it.

use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    body::Body,
    http::{Request, header},
};
use guichet_model::{
    Viewer,
    viewer::{Role, StaffRole, Tier},
};
use guichet_server::{accounts::cookie, serve::Peer};
use guichet_storage::{
    Account, NewAccount, NewSession, Organisation, OrganisationChange, TokenHash, random_token,
};
use jiff::ToSpan as _;

use crate::{Answer, TestApp, on_runtime};

/// The password of every account that is given one by these builders.
pub const PASSWORD: &str = "Kastanie, Regen und Velo";

/// A browser: it keeps cookies, and says of a form that it stood on a page of the portal.
pub struct Actor<'a> {
    app: &'a TestApp,
    /// The account that is signed in, if the actor was made with one.
    pub account: Option<Account>,
    /// The organisation the session acts for.
    pub organisation: Option<Organisation>,
    jar: Mutex<BTreeMap<String, String>>,
    address: IpAddr,
}

impl TestApp {
    /// An organisation with an edition of the portal's policy.
    pub fn given_organisation(&self, edition: &str) -> Organisation {
        let name = format!("Organisation {}", count());
        let new = OrganisationChange {
            name: Some(name),
            edition: Some(edition.to_owned()),
            ..OrganisationChange::default()
        };
        let now = self.state.clock.now();
        let made = on_runtime(self.state.accounts.storage.create_organisation(None, &new, now));
        made.expect("the organisation is new")
    }

    /// The organisation, suspended.
    pub fn given_suspended(&self, organisation: &Organisation) -> Organisation {
        let change = OrganisationChange { suspended: Some(true), ..OrganisationChange::default() };
        let storage = &self.state.accounts.storage;
        let now = self.state.clock.now();
        on_runtime(storage.change_organisation(&organisation.id, &change, now))
            .expect("the organisation is there")
    }

    /// An account with [`PASSWORD`], of an organisation or of none.
    pub fn given_account(
        &self,
        email: &str,
        membership: Option<(&Organisation, Role)>,
        staff: Option<StaffRole>,
    ) -> Account {
        self.given_account_with(email, Some(PASSWORD), membership, staff)
    }

    /// An account with a password or without one.
    pub fn given_account_with(
        &self,
        email: &str,
        password: Option<&str>,
        membership: Option<(&Organisation, Role)>,
        staff: Option<StaffRole>,
    ) -> Account {
        let new = NewAccount {
            email: email.parse().expect("an address"),
            name: "Ana Díaz".to_owned(),
            password_hash: password.map(cheap_hash),
            staff,
            membership: membership.map(|(organisation, role)| (organisation.id.clone(), role)),
            identity: None,
        };
        let now = self.state.clock.now();
        on_runtime(self.state.accounts.storage.create_account(&new, now))
            .expect("the address is new")
    }

    /// A browser that nobody is signed in with.
    pub fn anonymous(&self) -> Actor<'_> {
        Actor {
            app: self,
            account: None,
            organisation: None,
            jar: Mutex::default(),
            address: [192, 0, 2, 1].into(),
        }
    }

    /// A browser with a session of the account, for the organisation or for none.
    pub fn signed_in(&self, account: &Account, organisation: Option<&Organisation>) -> Actor<'_> {
        let token = random_token().expect("random bytes");
        let (settings, now) = (&self.state.settings, self.state.clock.now());
        let storage = &self.state.accounts.storage;
        // Signing in may have strengthened its hash since.
        let present = on_runtime(storage.account(&account.id)).expect("the database answers");
        let new = NewSession {
            account: account.id.clone(),
            password_hash: present.and_then(|present| present.password_hash),
            organisation: organisation.map(|organisation| organisation.id.clone()),
            token: TokenHash::of(&token),
            user_agent: "a test".to_owned(),
            expires_at: now + i64::from(settings.session_absolute_h).hours(),
        };
        on_runtime(storage.create_session(&new, now)).expect("a session");
        let jar = BTreeMap::from([(cookie::name(settings).to_owned(), token)]);
        Actor {
            account: Some(account.clone()),
            organisation: organisation.cloned(),
            jar: Mutex::new(jar),
            ..self.anonymous()
        }
    }

    /// The first edition of the portal's policy that is worth so much.
    pub fn edition(&self, tier: Tier) -> String {
        let snapshot = self.state.snapshot();
        let editions = &snapshot.library.policy().editions;
        let found = editions.iter().find(|edition| edition.tier == tier);
        found.expect("the policy has an edition of each tier").id.clone()
    }
}

/// An administrator of an organisation with a paid edition.
pub fn paid_admin(app: &TestApp) -> Actor<'_> {
    actor_of(app, "paid_administrator")
}

/// Anyone else of an organisation with a paid edition.
pub fn paid_member(app: &TestApp) -> Actor<'_> {
    actor_of(app, "paid_member")
}

/// A member of an organisation with the free edition.
pub fn free_user(app: &TestApp) -> Actor<'_> {
    actor_of(app, "free_member")
}

/// An administrator of an organisation with the free edition.
pub fn free_admin(app: &TestApp) -> Actor<'_> {
    actor_of(app, "free_administrator")
}

/// Someone with a personal account.
pub fn personal(app: &TestApp) -> Actor<'_> {
    actor_of(app, "personal")
}

/// An administrator of a suspended organisation with a paid edition.
pub fn suspended(app: &TestApp) -> Actor<'_> {
    actor_of(app, "suspended")
}

/// Someone who answers people.
pub fn agent(app: &TestApp) -> Actor<'_> {
    actor_of(app, "staff")
}

/// Someone who runs the portal.
pub fn operator(app: &TestApp) -> Actor<'_> {
    let email = format!("operator-{}@portal.example", count());
    app.signed_in(&app.given_account(&email, None, Some(StaffRole::Operator)), None)
}

/// An actor of a kind of [`Viewer::KINDS`], new each time.
pub fn actor_of<'a>(app: &'a TestApp, kind: &str) -> Actor<'a> {
    let email = format!("{}-{}@lumiere.example", kind.replace('_', "-"), count());
    match Viewer::of_kind(kind).expect("a kind of viewer") {
        Viewer::Anonymous => app.anonymous(),
        Viewer::Personal => app.signed_in(&app.given_account(&email, None, None), None),
        Viewer::Staff => {
            app.signed_in(&app.given_account(&email, None, Some(StaffRole::Agent)), None)
        }
        Viewer::Member { tier, role, suspended } => {
            let mut organisation = app.given_organisation(&app.edition(tier));
            if suspended {
                organisation = app.given_suspended(&organisation);
            }
            let account = app.given_account(&email, Some((&organisation, role)), None);
            app.signed_in(&account, Some(&organisation))
        }
    }
}

impl Actor<'_> {
    /// The same browser at another client address.
    #[must_use]
    pub fn at(self, address: &str) -> Self {
        Self { address: address.parse().expect("an address"), ..self }
    }

    /// Asks for a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form, as from a page of the portal.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form(fields);
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header(header::ORIGIN, "https://help.example");
        self.send(request, Body::from(body)).await
    }

    /// Sends a request of one's own with the browser's cookies, and keeps those of the answer.
    pub async fn send(&self, mut request: axum::http::request::Builder, body: Body) -> Answer {
        request = request.header(header::HOST, "help.example").extension(Peer(self.address));
        let cookies = self.cookies();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies);
        }
        let answer = self.app.ask(request.body(body).expect("a request")).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().expect("cookies are text"));
        }
        answer
    }

    /// A cookie the browser has.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar.lock().expect("no test panicked here").get(name).cloned()
    }

    /// Puts a cookie into the browser, or takes it out by an empty value.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.keep(&format!("{name}={value}"));
    }

    fn cookies(&self) -> String {
        let jar = self.jar.lock().expect("no test panicked here");
        jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&self, cookie: &str) {
        let pair = cookie.split(';').next().unwrap_or(cookie);
        let (name, value) = pair.split_once('=').expect("cookies have a name");
        let mut jar = self.jar.lock().expect("no test panicked here");
        if value.is_empty() || cookie.contains("Max-Age=0") {
            jar.remove(name);
        } else {
            jar.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// The fields of a form as a browser sends them.
pub fn form(fields: &[(&str, &str)]) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    form.finish()
}

/// A hash with so little work that a test need not wait; the portal replaces it when its password is used.
fn cheap_hash(password: &str) -> String {
    use argon2::{
        Algorithm, Argon2, Params, PasswordHasher as _, Version, password_hash::SaltString,
    };
    let params = Params::new(Params::MIN_M_COST, 1, 1, None).expect("the least there is");
    let salt = SaltString::encode_b64(b"salt of the tests").expect("salt");
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password(password.as_bytes(), &salt).expect("a hash").to_string()
}

fn count() -> usize {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    COUNT.fetch_add(1, Ordering::Relaxed)
}
