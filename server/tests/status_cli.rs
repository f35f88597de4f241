//! `guichet webhook`, `status import-subscribers` and `incident` as an operator runs them.

use std::{
    fs,
    process::{Command, Output},
};

use tempfile::TempDir;

const POLICY: &str = "
services = [{ id = \"mail\", name = \"Mail\" }, { id = \"drive\", name = \"Drive\" }]
";

struct Portal(TempDir);

impl Portal {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let articles = folder.path().join("content/articles/fr/mail");
        fs::create_dir_all(&articles).expect("writable");
        fs::write(folder.path().join("content/portal.toml"), POLICY).expect("writable");
        fs::write(articles.join("une.md"), "---\ntitle: Une\n---\nMots.\n").expect("writable");
        Self(folder)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
        command.args(arguments);
        for name in ["content", "data"] {
            command.arg(format!("--{name}")).arg(self.0.path().join(name));
        }
        command.output().expect("the command runs")
    }

    /// What a command that succeeds prints.
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// What a command that fails says.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", text(&output.stdout));
        text(&output.stderr)
    }

    fn file(&self, content: &str) -> String {
        let file = self.0.path().join("followers.csv");
        fs::write(&file, content).expect("writable");
        file.display().to_string()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn receivers_are_added_listed_looked_after_and_ended() {
    let portal = Portal::new();
    assert!(text(&portal.run(&["webhook", "list"]).stderr).contains("guichet webhook add"));
    let added = portal.done(&["webhook", "add", "https://hooks.example/a", "--component", "mail"]);
    let (id, secret) = added.trim().split_once(' ').expect("an id and a secret");
    assert!(secret.starts_with("whsec_"));
    let list = portal.done(&["webhook", "list"]);
    let line = list.lines().find(|line| line.contains(id)).expect("it is listed");
    for part in ["active", "mail", "https://hooks.example/a"] {
        assert!(line.contains(part), "{part}: {line}");
    }
    assert!(!list.contains("whsec_"), "secrets are shown once");
    let rotated = portal.run(&["webhook", "rotate", id]);
    let (fresh, said) = (text(&rotated.stdout), text(&rotated.stderr));
    assert!(fresh.starts_with("whsec_") && fresh.trim() != secret, "{said}");
    assert!(said.contains("24 hours"), "{said}");
    assert_eq!(portal.done(&["webhook", "rotate", id, "--secret", secret]).trim(), secret);
    let own = ["webhook", "add", "https://hooks.example/b", "--secret", secret];
    assert!(portal.done(&own).contains(secret), "a receiver may have one already");
    let nothing = portal.run(&["webhook", "log", id]);
    assert!(nothing.status.success() && nothing.stdout.is_empty());
    assert!(text(&nothing.stderr).contains("Nothing was sent"), "{}", text(&nothing.stderr));
    for (arguments, says) in [
        (&["webhook", "log", "nobody"][..], "webhook list"),
        (&["webhook", "add", "https://127.0.0.1/"], "private network"),
        (&["webhook", "add", "http://hooks.example/"], "https://"),
        (&["webhook", "add", "https://hooks.example/a\u{1b}[2J"], "\\u{1b}[2J is no address"),
        (&["webhook", "add", "https://user:pass@hooks.example/"], "a name or a password"),
        (&["webhook", "add", "https://hooks.example/", "--component", "post"], "no service"),
        (&["webhook", "add", "https://hooks.example/", "--secret", "whsec_c2hvcnQ="], "no secret"),
        (&["webhook", "rotate", id, "--secret", "whsec_c2hvcnQ="], "no secret"),
        (&["webhook", "rotate", "nobody"], "webhook list"),
        (&["webhook", "remove", "nobody"], "webhook list"),
    ] {
        assert!(portal.refused(arguments).contains(says), "{arguments:?}");
    }
    portal.done(&[
        "incident",
        "open",
        "--title",
        "Le courrier est en panne",
        "--component",
        "mail=major_outage",
        "--text",
        "Nous cherchons.",
    ]);
    let twice = ["--component", "mail=major_outage", "--component", "mail=operational"];
    let open = ["incident", "open", "--title", "Panne", "--text", "Nous cherchons."];
    let said = portal.refused(&[&open[..], &twice].concat());
    assert!(said.contains("`mail` is named more than once"), "{said}");
    let once = ["--component", "mail=major_outage"];
    let late = portal.refused(&[&open[..], &once, &["--stage", "postmortem"]].concat());
    assert!(late.contains("`postmortem` is no beginning"), "{late}");
    let work = portal.run(&[&open[..], &once, &["--impact", "maintenance"]].concat());
    assert_eq!(work.status.code(), Some(2), "{}", text(&work.stderr));
    let log = portal.done(&["webhook", "log", id]);
    assert_eq!(log.lines().count(), 2, "the news wait for a server: {log}");
    assert!(log.contains("again"), "{log}");
    portal.done(&["webhook", "remove", id]);
    assert!(portal.done(&["webhook", "log", id]).contains("given up"));
    let list = portal.done(&["webhook", "list"]);
    assert!(list.lines().any(|line| line.contains(id) && line.contains("ended")), "{list}");
    assert!(portal.refused(&["webhook", "remove", id]).contains("no active receiver"));
}

#[test]
fn only_languages_of_the_portal_stand_before_words() {
    let portal = Portal::new();
    let open = |title: &str| {
        let place = ["--component", "mail=major_outage", "--text", "Nous cherchons."];
        portal.run(&[&["incident", "open", "--title", title][..], &place].concat())
    };
    for title in ["fr=Panne", "id=5 ne répond plus", "faq=", "fr=de=Post"] {
        assert!(open(title).status.success(), "{title}");
    }
    let list = portal.done(&["incident", "list"]);
    for title in ["  Panne\n", "  id=5 ne répond plus\n", "  faq=\n", "  de=Post\n"] {
        assert!(list.contains(title), "{title}: {list}");
    }
    let refused = open("de=Post");
    assert_eq!(refused.status.code(), Some(1));
    let said = text(&refused.stderr);
    assert!(said.contains("`de`, but in fr") && said.contains("fr=de=…"), "{said}");
}

#[test]
fn nothing_that_was_typed_is_dropped_or_long_ago_by_mistake() {
    let portal = Portal::new();
    let open = ["incident", "open", "--component", "mail=major_outage"];
    let text = ["--text", "Nous cherchons."];
    let title = ["--title", "Panne"];
    for (given, once) in [
        (&["--title", "A", "--title", "B"][..], &text),
        (&["--title", "fr=A", "--title", "B"], &text),
        (&["--text", "fr=A", "--text", "fr=B"], &title),
    ] {
        let said = portal.refused(&[&open[..], given, once].concat());
        assert!(said.contains("`fr` are given twice; the first are: A\n"), "{said}");
        assert!(said.contains("LANGUAGE=TEXT"), "{said}");
    }
    let whole = [&open[..], &title, &text].concat();
    let said = portal.refused(&[&whole[..], &["--at", "1970-01-01T00:00"]].concat());
    assert!(said.contains("1970-01-01T00:00:00Z is more than a year ago; see whether"), "{said}");
    let id = portal.done(&whole);
    let update = ["incident", "update", id.trim(), "--text", "Mieux.", "--at", "1970-01-01T00:00"];
    assert!(portal.refused(&update).contains("updates follow one another"));
    let work =
        ["incident", "schedule", "--title", "Travaux", "--text", "Bientôt.", "--component", "mail"];
    let ages = ["--from", "1970-01-01T00:00", "--until", "2100-01-01T00:00"];
    let said = portal.refused(&[&work[..], &ages].concat());
    assert!(said.contains("more than a year ago"), "{said}");
}

#[test]
fn who_follows_another_page_is_not_taken_over_from_it() {
    let portal = Portal::new();
    let source = "status.source = { url = \"https://status.example\", format = \"statuspage\" }\n";
    let policy = portal.0.path().join("content/portal.toml");
    fs::write(policy, format!("{POLICY}{source}")).expect("writable");
    let file = portal.file("email\nana@acme.example\n");
    for arguments in [
        &["webhook", "add", "https://hooks.example/a"][..],
        &["status", "import-subscribers", file.as_str()],
    ] {
        let said = portal.refused(arguments);
        assert!(said.contains("read from https://status.example"), "{said}");
        assert!(said.contains("people follow it there"), "{said}");
    }
}

#[test]
fn what_is_reopened_says_what_it_affects() {
    let portal = Portal::new();
    let open = ["incident", "open", "--title", "Panne", "--text", "Nous cherchons."];
    let id = portal.done(&[&open[..], &["--component", "mail=major_outage"]].concat());
    let id = id.trim();
    portal.done(&["incident", "resolve", id, "--text", "Réparé."]);
    let reopen =
        ["incident", "update", id, "--stage", "identified", "--text", "De nouveau en panne."];
    let said = portal.refused(&reopen);
    assert!(said.contains("which services it affects again"), "{said}");
    portal.done(&[&reopen[..], &["--component", "mail=partial_outage"]].concat());
}

#[test]
fn words_that_set_nothing_right_are_wrong_usage() {
    let portal = Portal::new();
    let output = portal.run(&["incident", "words", "3f9a61c2e0b4"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("--title <TEXT>|--workaround <TEXT>"), "it says what is missing: {said}");
}

#[test]
fn a_copy_offers_mail_where_the_portal_sends_it() {
    let portal = Portal::new();
    let settings = portal.0.path().join("guichet.toml");
    let mail = "smtp = \"smtp://127.0.0.1:9\"\nmail_from = \"Aide <aide@portal.example>\"\n";
    fs::write(&settings, format!("public_url = \"https://help.example\"\n{mail}"))
        .expect("writable");
    let (site, names) = (portal.0.path().join("site"), guichet_server::assets::REQUIRED);
    fs::create_dir_all(&site).expect("writable");
    for name in names {
        fs::write(site.join(name), "stand-in").expect("writable");
    }
    let manifest: Vec<String> = names.iter().map(|name| format!("{name:?}:{name:?}")).collect();
    fs::write(site.join("manifest.json"), format!("{{{}}}", manifest.join(","))).expect("writable");
    portal.done(&["webhook", "add", "https://hooks.example/a"]);
    let copy = portal.0.path().join("copy");
    let [copied, settings, site] = [&copy, &settings, &site].map(|path| path.display().to_string());
    portal.done(&["status", "export", &copied, "--config", &settings, "--site", &site]);
    let page = fs::read_to_string(copy.join("fr/status/index.html")).expect("it is written");
    assert!(page.contains("https://help.example/fr/status#follow"), "{page}");
    assert!(!page.contains("n’envoie pas encore d’e-mails"), "{page}");
}

#[test]
fn followers_of_another_page_are_taken_over_once_and_bad_lines_are_told() {
    let portal = Portal::new();
    let file =
        portal.file("email,locale,components\nana@acme.example,en,mail drive\nbo@acme.example,,\n");
    let import = ["status", "import-subscribers", file.as_str()];
    assert!(portal.done(&import).contains("2 new followers"));
    assert!(portal.done(&import).contains("0 new followers"), "the same file changes nothing");
    let file = portal.file(
        "email,locale,components\nnobody,en,\ncy@acme.example,en,post\ndi@acme.example,12!,\ned@acme.example,fr,mail\n",
    );
    let output = portal.run(&["status", "import-subscribers", &file]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("1 new followers"), "good lines are kept");
    let said = text(&output.stderr);
    for part in ["line 2", "`nobody` is no address", "line 3", "`post` is no service", "line 4"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(said.contains("3 lines were left out"));
    assert!(
        portal.refused(&["status", "import-subscribers", "nowhere.csv"]).contains("nowhere.csv")
    );
}
