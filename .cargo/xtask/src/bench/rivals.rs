//! The same articles and the same questions in `PostgreSQL`'s full-text search and in `SQLite`'s FTS5, each set up with care: a word in any
//! of its forms where the engine knows the language, any word of the question, titles above texts, ten hits with a marked snippet.
//!
//! Neither corrects typos nor speaks HTTP here, which both helps them. pgbench keeps eight connections busy; `SQLite` is asked by eight
//! processes at once, each with its own connection to the same file.

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Instant,
};

use super::{
    Bench,
    queries::{self, Query},
    report::{Budget, Report},
};
use crate::{
    failure::{Doing as _, Failure, Result},
    install,
    process::answer,
};

/// How many ask at the same time.
const CLIENTS: usize = 8;
/// How many different questions are asked; no fewer than [`CLIENTS`].
const QUESTIONS: usize = 2_000;

/// An article as the other engines take it in.
struct Row {
    locale: String,
    title: String,
    body: String,
}

/// Measures both.
pub(crate) fn measure(bench: &Bench, content: &Path, report: &mut Report) -> Result<()> {
    let questions = queries::questions(content, QUESTIONS)?;
    let rows = rows(content)?;
    let folder = bench.folder.join("rivals");
    if folder.exists() {
        fs::remove_dir_all(&folder).doing(folder.display())?;
    }
    fs::create_dir_all(&folder).doing(folder.display())?;
    postgresql(&rows, &questions, bench.seconds, report)?;
    sqlite(&folder, &rows, &questions, report)
}

fn rows(content: &Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (locale, file) in queries::articles(content)? {
        let text = fs::read_to_string(&file).doing(file.display())?;
        let title = queries::title(&text).unwrap_or_default().to_owned();
        let body = text.splitn(3, "---").nth(2).unwrap_or(&text).replace("## ", "");
        rows.push(Row { locale, title, body });
    }
    Ok(rows)
}

/// The words of a question, with nothing that an engine's query language would take for a sign.
fn words(query: &Query) -> Vec<String> {
    let words = query.words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Text between single quotes in SQL.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A `PostgreSQL` cluster of its own; dropping it ends it.
struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
}

impl Cluster {
    fn start(folder: &Path) -> Result<Self> {
        let cluster = Self { programs: install::postgres()?, folder: folder.to_owned() };
        fs::create_dir_all(folder).doing(folder.display())?;
        if is_root() {
            let owned =
                Command::new("chown").arg("postgres").arg(folder).status().doing("chown")?;
            if !owned.success() {
                return Err(Failure::new(
                    "PostgreSQL does not run as root, and there is no user `postgres`",
                ));
            }
        }
        let data = folder.join("data");
        let mut initdb = cluster.program("initdb");
        initdb
            .args([
                "--no-sync",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--username=postgres",
                "--auth=trust",
                "-D",
            ])
            .arg(&data);
        run(&mut initdb)?;
        let settings = format!(
            "-c listen_addresses= -c unix_socket_directories={} -c shared_buffers=256MB -c jit=off",
            folder.display()
        );
        let mut start = cluster.program("pg_ctl");
        start
            .args(["-w", "-D"])
            .arg(&data)
            .arg("-l")
            .arg(folder.join("log"))
            .arg("-o")
            .arg(settings)
            .arg("start");
        // Not through `run`: the server would keep a pipe for its output open, and whoever reads it waiting.
        let started = start
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .doing("pg_ctl")?;
        if !started.success() {
            return Err(Failure::new(format!(
                "PostgreSQL does not start; see {}",
                folder.join("log").display()
            )));
        }
        Ok(cluster)
    }

    /// A program of `PostgreSQL`, as a user that it accepts, in a folder that this user may read.
    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command
            .current_dir("/")
            .env("PGHOST", &self.folder)
            .env("PGUSER", "postgres")
            .env("PGDATABASE", "postgres");
        command
    }

    fn sql(&self, file: &Path) -> Result<()> {
        run(self.program("psql").args(["-q", "-v", "ON_ERROR_STOP=1", "-f"]).arg(file))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        _ = self
            .program("pg_ctl")
            .args(["-m", "immediate", "-D"])
            .arg(self.folder.join("data"))
            .arg("stop")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
    }
}

fn is_root() -> bool {
    answer(Command::new("id").arg("-u")).as_deref() == Some("0")
}

fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().doing(&name)?;
    if output.status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim())))
    }
}

/// `PostgreSQL`'s configuration for a language; it has none for Japanese.
fn configuration(locale: &str) -> &'static str {
    match locale {
        "en" => "english",
        "fr" => "french",
        "es" => "spanish",
        "de" => "german",
        _ => "simple",
    }
}

fn postgresql(rows: &[Row], questions: &[Query], seconds: u32, report: &mut Report) -> Result<()> {
    // The socket's path must be short, and the server's user must reach it.
    let home = std::env::temp_dir().join(format!("guichet-bench-{}", std::process::id()));
    let cluster = Cluster::start(&home)?;
    let (fill, ask) = (home.join("fill.sql"), home.join("ask.sql"));
    fs::write(&fill, fill_postgresql(rows, questions)).doing(fill.display())?;
    fs::write(&ask, ask_postgresql(questions.len())).doing(ask.display())?;
    let create = home.join("create.sql");
    fs::write(&create, CREATE).doing(create.display())?;
    let index = home.join("index.sql");
    fs::write(&index, INDEX).doing(index.display())?;
    cluster.sql(&create)?;
    let started = Instant::now();
    cluster.sql(&fill)?;
    cluster.sql(&index)?;
    report.row(
        format!("PostgreSQL: index {} articles", rows.len()),
        started.elapsed().as_secs_f64(),
        "s",
        Budget::None,
    );
    let told = cluster
        .program("pgbench")
        .args([
            "-n",
            "-M",
            "prepared",
            "-j",
            "2",
            "-c",
            &CLIENTS.to_string(),
            "-T",
            &seconds.to_string(),
            "-f",
        ])
        .arg(&ask)
        .stdin(Stdio::null())
        .output()
        .doing("pgbench")?;
    let text = String::from_utf8_lossy(&told.stdout).into_owned();
    let rate = rate(&text)
        .doing(format!("pgbench told no rate:\n{text}{}", String::from_utf8_lossy(&told.stderr)))?;
    report.row("PostgreSQL: full-text search, 8 clients", rate, "req/s", Budget::None);
    drop(cluster);
    _ = fs::remove_dir_all(&home);
    Ok(())
}

fn rate(told: &str) -> Option<f64> {
    let line = told.lines().find_map(|line| line.trim().strip_prefix("tps = "))?;
    line.split_whitespace().next()?.parse().ok()
}

const CREATE: &str = "CREATE TABLE articles (locale text, configuration regconfig, title text, body text, words tsvector);\n\
     CREATE TABLE questions (id int PRIMARY KEY, locale text, configuration regconfig, query tsquery);\n";
const INDEX: &str = "CREATE INDEX ON articles USING gin (words);\nANALYZE;\n";

fn fill_postgresql(rows: &[Row], questions: &[Query]) -> String {
    let mut sql = String::from("BEGIN;\n");
    for row in rows {
        let configuration = quoted(configuration(&row.locale));
        let (title, body) = (quoted(&row.title), quoted(&row.body));
        _ = writeln!(
            sql,
            "INSERT INTO articles VALUES ({}, {configuration}, {title}, {body}, \
             setweight(to_tsvector({configuration}, {title}), 'A') || to_tsvector({configuration}, {body}));",
            quoted(&row.locale)
        );
    }
    for (id, question) in questions.iter().enumerate() {
        let configuration = quoted(configuration(&question.locale));
        let any: Vec<String> = words(question)
            .iter()
            .map(|word| format!("plainto_tsquery({configuration}, {})", quoted(word)))
            .collect();
        let any = if any.is_empty() { "''::tsquery".to_owned() } else { any.join(" || ") };
        _ = writeln!(
            sql,
            "INSERT INTO questions VALUES ({id}, {}, {configuration}, {any});",
            quoted(&question.locale)
        );
    }
    sql.push_str("COMMIT;\n");
    sql
}

/// The ten best of the language, and only of them the snippet.
fn ask_postgresql(questions: usize) -> String {
    format!(
        "\\set id random(0, {})\n\
         WITH q AS (SELECT * FROM questions WHERE id = :id), best AS MATERIALIZED (\
         SELECT a.title, a.body, q.configuration, q.query, ts_rank(a.words, q.query) AS rank \
         FROM q, articles a WHERE a.words @@ q.query AND a.locale = q.locale ORDER BY rank DESC LIMIT 10) \
         SELECT title, rank, ts_headline(configuration, body, query, 'MaxWords=25, MinWords=10') FROM best;\n",
        questions.saturating_sub(1)
    )
}

fn sqlite(folder: &Path, rows: &[Row], questions: &[Query], report: &mut Report) -> Result<()> {
    let program = install::program("sqlite3", "sqlite3")?;
    let database = folder.join("articles.sqlite");
    let started = Instant::now();
    ask(&program, &database, &fill_sqlite(rows))?.finish()?;
    report.row(
        format!("SQLite FTS5: index {} articles", rows.len()),
        started.elapsed().as_secs_f64(),
        "s",
        Budget::None,
    );
    let share = questions.len().div_ceil(CLIENTS).max(1);
    let started = Instant::now();
    let asked: Vec<Asked> = questions
        .chunks(share)
        .map(|part| ask(&program, &database, &ask_sqlite(part)))
        .collect::<Result<_>>()?;
    for asked in asked {
        asked.finish()?;
    }
    #[expect(clippy::cast_precision_loss, reason = "a few thousand questions")]
    let rate = questions.len() as f64 / started.elapsed().as_secs_f64();
    report.row("SQLite FTS5: search, 8 processes", rate, "req/s", Budget::None);
    Ok(())
}

/// A running `sqlite3`.
struct Asked(Child);

impl Asked {
    fn finish(self) -> Result<()> {
        let output = self.0.wait_with_output().doing("sqlite3")?;
        if output.status.success() && output.stderr.is_empty() {
            Ok(())
        } else {
            Err(Failure::new(format!(
                "sqlite3: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            )))
        }
    }
}

fn ask(program: &Path, database: &Path, sql: &str) -> Result<Asked> {
    let mut child = Command::new(program)
        .arg("-bail")
        .arg(database)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .doing("sqlite3")?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(sql.as_bytes()).doing("sqlite3")?;
    }
    Ok(Asked(child))
}

/// The table of a language: pairs and triples of characters for Japanese, whose words have no spaces, else words without accents.
fn table(locale: &str) -> (String, &'static str) {
    let tokenizer = if locale == "ja" { "trigram" } else { "unicode61 remove_diacritics 2" };
    (format!("articles_{locale}"), tokenizer)
}

fn fill_sqlite(rows: &[Row]) -> String {
    let mut sql = String::from("PRAGMA journal_mode=WAL;\nPRAGMA synchronous=NORMAL;\nBEGIN;\n");
    let mut made: Vec<&str> = Vec::new();
    for row in rows {
        let (table, tokenizer) = table(&row.locale);
        if !made.contains(&row.locale.as_str()) {
            made.push(&row.locale);
            _ = writeln!(
                sql,
                "CREATE VIRTUAL TABLE {table} USING fts5(title, body, tokenize = \"{tokenizer}\");"
            );
        }
        _ = writeln!(
            sql,
            "INSERT INTO {table} VALUES ({}, {});",
            quoted(&row.title),
            quoted(&row.body)
        );
    }
    for locale in made {
        let (table, _) = table(locale);
        _ = writeln!(sql, "INSERT INTO {table}({table}) VALUES ('optimize');");
    }
    sql.push_str("COMMIT;\n");
    sql
}

fn ask_sqlite(questions: &[Query]) -> String {
    let mut sql = String::from("PRAGMA cache_size=-64000;\n");
    for question in questions {
        let any: Vec<String> = words(question).iter().map(|word| format!("\"{word}\"")).collect();
        let (table, _) = table(&question.locale);
        _ = writeln!(
            sql,
            "SELECT title, bm25({table}, 3.0, 1.0) AS rank, snippet({table}, 1, '<mark>', '</mark>', '…', 25) \
             FROM {table} WHERE {table} MATCH {} ORDER BY rank LIMIT 10;",
            quoted(&if any.is_empty() { "\"\"".to_owned() } else { any.join(" OR ") })
        );
    }
    sql
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_question_is_a_sign_to_an_engine() {
        let question =
            Query { locale: "en".to_owned(), words: "It's \"(broken)\" & C++".to_owned() };
        assert_eq!(words(&question), ["it", "s", "broken", "c"]);
        let sql = ask_sqlite(std::slice::from_ref(&question));
        assert!(sql.contains("MATCH '\"it\" OR \"s\" OR \"broken\" OR \"c\"'"), "{sql}");
        assert!(fill_postgresql(&[], &[question]).contains("plainto_tsquery('english', 'it') || "));
    }

    #[test]
    fn the_rate_is_read_from_pgbench_s_words() {
        assert_eq!(
            rate("latency average = 1 ms\ntps = 312.5 (without initial connection time)\n"),
            Some(312.5)
        );
        assert_eq!(rate("pgbench: error"), None);
    }

    #[test]
    #[ignore = "starts PostgreSQL, and needs sqlite3"]
    fn both_take_in_the_large_help_centre_and_answer() {
        let folder = tempfile::tempdir().unwrap();
        let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
        let content = folder.path().join("content");
        crate::bench::generator::ensure(&demo, &content, 100).unwrap();
        let bench = Bench {
            binary: PathBuf::new(),
            site: PathBuf::new(),
            folder: folder.path().to_owned(),
            seconds: 1,
        };
        let mut report = Report::default();
        measure(&bench, &content, &mut report).unwrap();
        assert_eq!(report.table().matches("req/s").count(), 2);
    }
}
