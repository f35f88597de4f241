//! `guichet account`, `organisation` and `api-token` as an operator runs them.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

const POLICY: &str = "
[portal]
default_locale = \"fr\"

[[editions]]
id = \"business\"
name = \"Business\"
tier = \"paid\"

[[editions]]
id = \"free\"
name = \"Free\"
tier = \"free\"
";
const PASSWORD: &str = "Kastanie, Regen und Velo";

/// A portal's folder, with its database in it or elsewhere.
struct Portal {
    folder: TempDir,
    database: Option<String>,
}

impl Portal {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let content = folder.path().join("content");
        fs::create_dir_all(content.join("articles/fr")).expect("writable");
        fs::write(content.join("portal.toml"), POLICY).expect("writable");
        Self { folder, database: None }
    }

    fn on(database: String) -> Self {
        Self { database: Some(database), ..Self::new() }
    }

    fn file(&self, text: impl AsRef<[u8]>) -> String {
        let file = self.folder.path().join("people.csv");
        fs::write(&file, text).expect("writable");
        file.display().to_string()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &[&str], input: &str) -> Output {
        let path = |name: &str| self.folder.path().join(name).display().to_string();
        let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
        command.args(arguments).args(["--content", &path("content"), "--data", &path("data")]);
        command.args(["--public-url", "https://help.example"]);
        if let Some(database) = &self.database {
            command.args(["--database", database]);
        }
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = piped.spawn().expect("the command runs");
        // A command that does not read has gone before all is written.
        _ = process.stdin.take().expect("piped").write_all(input.as_bytes());
        process.wait_with_output().expect("the command ends")
    }

    /// What a command that succeeds prints.
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(code(&output), 0, "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// What a command that fails says.
    fn failed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(code(&output), 1, "{arguments:?}: {}", text(&output.stdout));
        text(&output.stderr)
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.done(arguments)).expect("JSON")
    }
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the command ends by itself")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const ANA: [&str; 6] = ["account", "create", "--email", "Ana@acme.example", "--name", "Ana Díaz"];

#[test]
fn wrong_usage_is_2() {
    let portal = Portal::new();
    for wrong in [
        &["account"][..],
        &["account", "create"],
        &["account", "create", "--email", "ana", "--name", "Ana"],
        &["account", "create", "--email", "a@b.example", "--name", "A", "--role", "member"],
        &["account", "create", "--email", "a@b.example", "--name", "A", "--staff", "boss"],
        &["account", "set-staff", "a@b.example", "boss"],
        &["account", "list", "--limit", "0"],
        &["organisation", "create", "--name", "Acme"],
        &["organisation", "create", "--name", "A", "--edition", "free", "--external-id", "a b"],
        &["api-token", "create"],
    ] {
        assert_eq!(code(&portal.run(wrong)), 2, "{wrong:?}");
    }
    assert!(!portal.folder.path().join("data").exists(), "wrong usage touches nothing");
}

#[test]
fn the_first_operator_gets_a_link_that_is_nobody_elses() {
    let portal = Portal::new();
    let output = portal.run(&[&ANA[..], &["--staff", "operator"]].concat());
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let link = text(&output.stdout);
    let token = link.trim().strip_prefix("https://help.example/fr/sign-in/new-password?token=");
    assert_eq!(token.expect("a link in the default language").len(), 64, "{link}");
    assert!(text(&output.stderr).contains("24 hours"));
    let shown = portal.json(&["account", "show", "ana@ACME.example", "--json"]);
    assert_eq!((&shown["staff"], &shown["has_password"]), (&"operator".into(), &false.into()));
    let reset = portal.done(&["account", "reset-link", "ana@acme.example"]);
    assert!(reset.starts_with("https://help.example/fr/") && reset != link, "{reset}");
    let again = portal.failed(&ANA);
    assert!(again.contains("exists already") && again.contains("reset-link"), "{again}");
}

#[test]
fn a_password_comes_by_standard_input_and_must_be_strong() {
    let portal = Portal::new();
    let create = [&ANA[..], &["--password-stdin"]].concat();
    for (password, why) in [
        ("", "nothing arrived"),
        ("short", "fewer than"),
        ("password1", "many people use it"),
        ("ana@acme.example", "name"),
    ] {
        let refused = portal.run_with(&create, &format!("{password}\n"));
        assert_eq!(code(&refused), 1, "{password}");
        assert!(text(&refused.stderr).contains(why), "{password}: {}", text(&refused.stderr));
    }
    let done = portal.run_with(&create, &format!("{PASSWORD}\r\n"));
    assert_eq!(code(&done), 0, "{}", text(&done.stderr));
    assert!(!text(&done.stdout).contains("http"), "no link beside a password");
    assert_eq!(
        portal.json(&["account", "show", "ana@acme.example", "--json"])["has_password"],
        true
    );
    let everything = walk(&portal.folder.path().join("data"));
    assert!(!everything.windows(PASSWORD.len()).any(|bytes| bytes == PASSWORD.as_bytes()));
}

/// Every byte below a folder.
fn walk(folder: &Path) -> Vec<u8> {
    let entries =
        fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").path());
    entries
        .flat_map(
            |path| if path.is_dir() { walk(&path) } else { fs::read(path).expect("readable") },
        )
        .collect()
}

fn organisations_and_roles(portal: &Portal) {
    let unknown = portal.failed(&["organisation", "create", "--name", "Acme", "--edition", "gold"]);
    assert!(unknown.contains("business, free"), "{unknown}");
    let create = ["organisation", "create", "--name", "Acme", "--edition", "business"];
    let said = portal
        .done(&[&create[..], &["--external-id", "acme", "--domain", "Acme.example"]].concat());
    assert!(
        said.contains("Acme (acme): edition business") && said.contains("acme.example"),
        "{said}"
    );
    let taken = portal.failed(&[&create[..], &["--external-id", "acme"]].concat());
    assert!(taken.contains("exists already"), "{taken}");
    let taken = portal.failed(&[&create[..], &["--domain", "acme.example"]].concat());
    assert!(taken.contains("belongs to Acme (acme)"), "{taken}");
    portal.done(&create);

    portal.done(&[&ANA[..], &["--organisation", "acme", "--role", "administrator"]].concat());
    let acme = portal.json(&["organisation", "show", "acme", "--json"]);
    assert_eq!(acme["members"][0]["role"], "administrator");
    let listed = portal.json(&["organisation", "list", "--json"]);
    let other = listed.as_array().expect("a list").iter().find(|o| o["external_id"].is_null());
    let other = other.expect("the one without")["id"].as_str().expect("an id").to_owned();
    let role =
        ["account", "set-role", "ana@acme.example", "--organisation", &other, "--role", "member"];
    assert!(portal.done(&role).contains("is member of Acme"));
    assert_eq!(
        portal.json(&["account", "list", "--json"])[0]["organisations"]
            .as_array()
            .expect("a list")
            .len(),
        2
    );
    let gone = ["account", "remove-role", "ana@acme.example", "--organisation", &other];
    assert!(portal.done(&gone).contains("no longer belongs"));
    assert!(portal.done(&gone).contains("did not belong"));

    assert!(portal.done(&["organisation", "set-edition", "acme", "free"]).contains("edition free"));
    assert!(
        portal.failed(&["organisation", "set-edition", "acme", "Free"]).contains("business, free")
    );
    assert!(portal.done(&["organisation", "suspend", "acme"]).contains("suspended"));
    assert!(!portal.done(&["organisation", "resume", "acme"]).contains("suspended"));
    assert!(
        portal.done(&["organisation", "rename", "acme", "Acme & Söhne"]).contains("Acme & Söhne")
    );
    assert!(
        portal
            .done(&["organisation", "set-domains", "acme", "b.example", "a.example"])
            .contains("a.example, b.example")
    );
    assert!(!portal.done(&["organisation", "set-domains", "acme"]).contains("domains"));
    assert!(portal.failed(&["organisation", "show", "none"]).contains("organisation list"));
    assert!(portal.done(&["organisation", "list"]).contains("acme"));
}

#[test]
fn organisations_have_editions_and_people_roles() {
    organisations_and_roles(&Portal::new());
}

#[test]
fn the_same_holds_on_postgresql() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let database = runtime.block_on(guichet_storage::testing::postgres_database());
    organisations_and_roles(&Portal::on(database));
}

#[test]
fn accounts_are_suspended_and_signed_out() {
    let portal = Portal::new();
    portal.done(&ANA);
    let ana = "ana@acme.example";
    assert!(portal.done(&["account", "set-staff", ana, "agent"]).contains("agent"));
    assert!(portal.done(&["account", "list", "--staff"]).contains(ana));
    assert!(portal.done(&["account", "set-staff", ana, "none"]).contains("not of the staff"));
    assert!(portal.done(&["account", "list", "--staff"]).is_empty());
    assert!(portal.done(&["account", "suspend", ana]).contains("signed out everywhere"));
    assert!(portal.failed(&["account", "reset-link", ana]).contains("account resume"));
    assert!(portal.done(&["account", "resume", ana]).contains("may sign in"));
    assert!(portal.done(&["account", "sign-out", ana]).contains("nowhere"));
    assert!(portal.done(&["account", "show", ana]).contains("second step    no"));
    lost_second_step(&portal, ana);
    for command in [&["account", "show"][..], &["account", "suspend"], &["account", "sign-out"]] {
        let unknown = portal.failed(&[command, &["nobody@acme.example"]].concat());
        assert!(unknown.contains("account list"), "{unknown}");
    }
}

/// Someone lost the app and the recovery codes.
fn lost_second_step(portal: &Portal, ana: &str) {
    let remove = ["account", "remove-second-step", ana];
    assert!(portal.done(&remove).starts_with("ana@acme.example signs in without"));
    let database = format!("sqlite:{}", portal.folder.path().join("data/guichet.db").display());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let storage = guichet_storage::Storage::open(&database).await.expect("the database opens");
        let email = ana.parse().expect("an address");
        let account = storage.account_by_email(&email).await.expect("an answer").expect("Ana");
        let (secret, now) = ("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", account.created_at);
        storage.set_second_factor(&account.id, secret, 1, &[], None, now).await.expect("it is on");
        storage.close().await;
    });
    assert!(portal.done(&["account", "show", ana]).contains("second step    yes"));
    assert!(portal.done(&remove).contains("signed out everywhere"));
    assert!(portal.done(&["account", "show", ana]).contains("second step    no"));
}

#[test]
fn a_long_list_says_that_there_is_more() {
    let portal = Portal::new();
    for name in ["a", "b", "c"] {
        let email = format!("{name}@acme.example");
        portal.done(&["account", "create", "--email", &email, "--name", "One\u{2028}"]);
    }
    let first = portal.run(&["account", "list", "--limit", "2"]);
    assert_eq!(text(&first.stdout).lines().count(), 3);
    assert!(text(&first.stderr).contains("--offset 2"));
    let rest = portal.run(&["account", "list", "--limit", "2", "--offset", "2"]);
    assert!(text(&rest.stdout).contains("c@acme.example") && rest.stderr.is_empty());
}

#[test]
fn tokens_are_shown_once() {
    let portal = Portal::new();
    let token = portal.done(&["api-token", "create", "billing"]);
    assert_eq!(token.trim().len(), 64);
    let listed = portal.json(&["api-token", "list", "--json"]);
    assert_eq!((&listed[0]["name"], &listed[0]["last_used_at"]), (&"billing".into(), &Value::Null));
    let listed = portal.done(&["api-token", "list"]);
    assert!(
        listed.contains("billing") && listed.contains("never") && !listed.contains(token.trim())
    );
    let id =
        portal.json(&["api-token", "list", "--json"])[0]["id"].as_str().expect("an id").to_owned();
    assert!(portal.done(&["api-token", "revoke", &id]).contains("no longer"));
    assert!(portal.failed(&["api-token", "revoke", &id]).contains("api-token list"));
}

#[test]
fn a_file_of_people_is_taken_in_and_the_second_time_changes_nothing() {
    let portal = Portal::new();
    let file = portal.file(
        "\u{feff}email;name;organisation;role;organisation_name;edition\r\n\
         ana@acme.example;Ana Díaz;acme;administrator;Acme;business\r\n\
         ben@acme.example;\"Ben; the other\";acme;member;;\r\n\
         nobody;Nobody;acme;member;;\r\n\
         cleo@b.example;Cleo;unknown;member;;\r\n\
         dan@home.example;Dan;;;;\r\n\
         eve@acme.example;;acme;member;;\r\n\
         fay@acme.example;Fay;acme;member;Acme;gold\r\n",
    );
    let import = ["account", "import", &file];
    let first = portal.run(&import);
    assert_eq!(code(&first), 1, "bad rows fail the task");
    let said = text(&first.stderr);
    for (line, what) in
        [(4, "email"), (5, "organisation create"), (7, "name"), (8, "business, free")]
    {
        let told = said.lines().find(|told| told.contains(&format!("people.csv:{line}: ")));
        assert!(told.expect("the line is named").contains(what), "{line}: {said}");
    }
    let summary = text(&first.stdout);
    assert!(
        summary.contains("1 organisation created, 3 accounts created, 4 rows were left out"),
        "{summary}"
    );
    assert_eq!(portal.json(&["account", "list", "--json"]).as_array().expect("a list").len(), 3);
    let ben = portal.json(&["account", "show", "ben@acme.example", "--json"]);
    assert_eq!((&ben["name"], &ben["has_password"]), (&"Ben; the other".into(), &false.into()));

    let again = text(&portal.run(&import).stdout);
    assert!(again.starts_with("nothing changed, 3 rows were true already"), "{again}");
    portal.done(&["organisation", "set-edition", "acme", "free"]);
    let file = portal.file("email,organisation,role,edition\nben@acme.example,acme,administrator,business\nana@acme.example,acme,administrator,business\n");
    let promoted = portal.run(&["account", "import", &file]);
    assert_eq!(code(&promoted), 0, "{}", text(&promoted.stderr));
    assert!(text(&promoted.stdout).starts_with("1 role set, 1 row was true already"));
    assert_eq!(text(&promoted.stderr).matches("stays on free").count(), 1, "told once");
}

#[test]
fn a_file_that_is_none_is_refused_whole() {
    let portal = Portal::new();
    for (bytes, why) in [
        (&b"\xff\xfee\x00m\x00"[..], "UTF-8"),
        (b"name,role\n", "email"),
        (b"email,colour\na@b.example,red\n", "colour"),
    ] {
        let file = portal.file(bytes);
        assert!(portal.failed(&["account", "import", &file]).contains(why), "{why}");
    }
    assert!(
        portal.failed(&["account", "import", "/no/such/file.csv"]).contains("/no/such/file.csv")
    );
}

#[test]
fn what_is_amiss_with_the_place_is_said_with_what_to_do() {
    let portal = Portal::new();
    let database = ["account", "list", "--config", "/no/such/file.toml"];
    assert!(portal.failed(&database).contains("/no/such/file.toml"));
    let elsewhere = Portal::on("mysql://portal:secret@db/portal".to_owned());
    let said = elsewhere.failed(&["account", "list"]);
    assert!(said.contains("--database") && !said.contains("secret"), "{said}");
    let full = Portal::on("sqlite:/dev/null/guichet.db".to_owned());
    assert!(full.failed(&["account", "list"]).contains("--database"));
    fs::write(portal.folder.path().join("content/portal.toml"), "editons = []\n")
        .expect("writable");
    let said = portal.failed(&["organisation", "create", "--name", "A", "--edition", "free"]);
    assert!(said.contains("portal.toml:1:1") && said.contains("--content"), "{said}");
    assert_eq!(portal.done(&["organisation", "list"]), "", "what needs no policy works without");
}
