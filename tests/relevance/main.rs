//! Does search find the right article? Runs labelled query sets through the code behind the API and compares with `reference.json`.
//!
//! `cargo test -p guichet-tests --test relevance -- [--update] [--content DIR --queries FILE]`. A set's hit@5 that falls by more than half a
//! point fails, and so does a misspelt set that finds 3 points less than the same queries spelt right. The large sets need the corpora
//! (`GUICHET_CORPORA`, or `../shared/corpora`) and are left out, with a word about it, where there are none; a small set of our own over the
//! bundled articles always runs.
#![expect(clippy::cast_precision_loss, reason = "numbers of queries become shares")]

mod corpus;
mod measure;

use std::{collections::BTreeMap, path::PathBuf, process::ExitCode};

use corpus::Corpus;
use measure::{ALL, Query, Score, Scores};

/// A drop of hit@5 past this fails.
const TOLERANCE: f64 = 0.005;
/// How much less a misspelt set may find than the same queries spelt right.
const MISSPELT: f64 = 0.03;
const CORPORA: [&str; 2] = ["login-gov", "gnome"];
const SETS: [&str; 7] = [
    "login-gov_anchor",
    "login-gov_oldurl_en",
    "gnome_anchor",
    "typos_en",
    "typos_fr",
    "typos_de",
    "typos_es",
];

/// All scores, by set.
type Table = BTreeMap<String, Scores>;

#[derive(Default)]
struct Arguments {
    update: bool,
    list: bool,
    failures: bool,
    content: Option<PathBuf>,
    queries: Option<PathBuf>,
}

fn main() -> ExitCode {
    match arguments().and_then(|arguments| run(&arguments)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Flags of the usual test harness are let pass: `cargo test` hands them to every suite.
fn arguments() -> Result<Arguments, String> {
    let mut out = Arguments::default();
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        let mut path =
            || given.next().map(PathBuf::from).ok_or_else(|| format!("{argument} needs a path"));
        match argument.as_str() {
            "--update" => out.update = true,
            "--failures" => out.failures = true,
            "--list" => out.list = true,
            "--content" => out.content = Some(path()?),
            "--queries" => out.queries = Some(path()?),
            _ => {}
        }
    }
    if out.content.is_some() != out.queries.is_some() {
        return Err("--content DIR and --queries FILE go together".to_owned());
    }
    Ok(out)
}

fn run(arguments: &Arguments) -> Result<bool, String> {
    if arguments.list {
        return Ok(true);
    }
    let mut table = Table::new();
    if let (Some(content), Some(queries)) = (&arguments.content, &arguments.queries) {
        let corpus = Corpus::content(content)?;
        score("given", &measure::read(queries)?, &[&corpus], arguments, &mut table)?;
        print(&table, &Table::new());
        return Ok(true);
    }
    let here = guichet_tests::workspace().join("tests/relevance");
    let demo = Corpus::content(&guichet_tests::workspace().join("content"))?;
    score("demo", &measure::read(&here.join("demo.jsonl"))?, &[&demo], arguments, &mut table)?;
    let root = corpus::folder();
    if root.is_dir() {
        let corpora = CORPORA
            .iter()
            .map(|name| Corpus::import(&root, name))
            .collect::<Result<Vec<_>, _>>()?;
        let corpora: Vec<&Corpus> = corpora.iter().collect();
        for set in SETS {
            score(
                set,
                &measure::read(&root.join(format!("queries/{set}.jsonl")))?,
                &corpora,
                arguments,
                &mut table,
            )?;
        }
    } else {
        println!(
            "no corpora at {} (set GUICHET_CORPORA): only the bundled articles are searched",
            root.display()
        );
    }
    let path = here.join("reference.json");
    let reference: Table = match std::fs::read(&path) {
        Ok(bytes) => {
            serde_json::from_slice(&bytes).map_err(|e| format!("{}: {e}", path.display()))?
        }
        Err(_) => Table::new(),
    };
    print(&table, &reference);
    if arguments.update {
        let mut merged = reference;
        merged.extend(table);
        let text = serde_json::to_string_pretty(&merged).map_err(|e| e.to_string())?;
        std::fs::write(&path, text + "\n").map_err(|e| format!("{}: {e}", path.display()))?;
        return Ok(true);
    }
    Ok(judge(&table, &reference))
}

/// Runs a set, each query in the corpus that holds its answer, and the same queries spelt right where the set is of misspelt ones.
fn score(
    set: &str,
    queries: &[Query],
    corpora: &[&Corpus],
    arguments: &Arguments,
    table: &mut Table,
) -> Result<(), String> {
    let mut scores = BTreeMap::new();
    let mut outcomes = Vec::new();
    for (corpus, name) in corpora.iter().zip(CORPORA) {
        let own: Vec<&Query> = queries
            .iter()
            .filter(|q| corpora.len() == 1 || q.relevant.iter().any(|r| r.starts_with(name)))
            .collect();
        outcomes.extend(measure::run(&corpus.index, &own, &|source| corpus.name(source))?);
    }
    measure::summarise(&outcomes, &mut scores);
    if arguments.failures {
        for outcome in outcomes.iter().filter(|o| o.rank.is_none_or(|rank| rank >= 5)) {
            println!(
                "  {set}: `{}` should find {:?}, found {:?}",
                outcome.query.query,
                outcome.query.relevant,
                outcome.found.first()
            );
        }
    }
    table.insert(set.to_owned(), scores);
    if queries.iter().all(|q| q.original_query.is_some()) {
        let right: Vec<Query> = queries
            .iter()
            .map(|q| Query {
                query: q.original_query.clone().unwrap_or_default(),
                original_query: None,
                sources: Vec::new(),
                ..q.clone()
            })
            .collect();
        let quiet = Arguments::default();
        score(&format!("{set}{SPELT_RIGHT}"), &right, corpora, &quiet, table)?;
    }
    Ok(())
}

/// Names the set of the same queries spelt right.
const SPELT_RIGHT: &str = ", spelt right";

fn print(table: &Table, reference: &Table) {
    println!(
        "{:<34} {:<20} {:>5}  {:>6} {:>6} {:>6}   change of hit@5",
        "set", "row", "n", "hit@1", "hit@5", "MRR@10"
    );
    for (set, scores) in table {
        for (row, score) in scores {
            let before = reference.get(set).and_then(|s| s.get(row));
            let change =
                before.map_or_else(String::new, |b| format!("{:+.3}", score.hit5 - b.hit5));
            let Score { queries, hit1, hit5, mrr10 } = score;
            println!(
                "{set:<34} {row:<20} {queries:>5}  {hit1:>6.3} {hit5:>6.3} {mrr10:>6.3}   {change}"
            );
        }
    }
}

/// Whether nothing fell and misspelt queries do nearly as well as those spelt right.
fn judge(table: &Table, reference: &Table) -> bool {
    let mut good = true;
    for (set, scores) in table {
        let Some(now) = scores.get(ALL) else { continue };
        match reference.get(set).and_then(|s| s.get(ALL)) {
            Some(before) if now.hit5 < before.hit5 - TOLERANCE => {
                println!("FAILED: {set}: hit@5 fell from {:.3} to {:.3}", before.hit5, now.hit5);
                good = false;
            }
            Some(_) => {}
            None => println!("{set} has no reference yet: run with --update"),
        }
        if let Some(right) = table.get(&format!("{set}{SPELT_RIGHT}")).and_then(|s| s.get(ALL))
            && now.hit5 < right.hit5 - MISSPELT
        {
            println!(
                "FAILED: {set}: hit@5 {:.3} is more than 3 points below {:.3}, spelt right",
                now.hit5, right.hit5
            );
            good = false;
        }
    }
    println!("relevance: {}", if good { "ok" } else { "FAILED" });
    good
}
