//! Measures the index on made-up articles in five languages:
//! `cargo run --release -p guichet-index --example speed [articles [searches]]`.
//!
//! Prints the time to build, to reopen and to make a changed article findable, the percentiles of searching with snippets (queries of
//! one to nine words, a fifth with a typo, a fifth still being typed), the throughput of two threads, and the memory in use. Beside
//! each time stands the processor time of the process, which other work on the machine hardly changes.
#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an example on made-up articles: what it cannot do, it stops at"
)]

mod made_up;

use std::time::{Duration, Instant};

use guichet_index::{IndexOptions, SearchIndex};
use guichet_model::{
    Locale,
    search::{Document, SearchRequest},
};
use made_up::{LANGUAGES, Random, article, processor, query, words};
use rustix::time::ClockId;

fn percentile(sorted: &[Duration], share: f64) -> Duration {
    sorted[((sorted.len() - 1) as f64 * share) as usize]
}

fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .filter(|l| l.starts_with("VmRSS") || l.starts_with("RssAnon"))
        .collect::<Vec<_>>()
        .join(" ")
}

fn search(index: &SearchIndex, searches: usize, vocabularies: &[Vec<String>]) {
    let mut random = Random(11);
    let queries: Vec<SearchRequest> =
        (0..searches.max(2)).map(|_| query(vocabularies, &mut random)).collect();
    let run = |queries: &[SearchRequest]| -> Vec<[Duration; 2]> {
        let timed = queries.iter().map(|q| {
            let (begun, used) = (Instant::now(), processor(ClockId::ThreadCPUTime));
            index.search(q).unwrap();
            [begun.elapsed(), processor(ClockId::ThreadCPUTime).saturating_sub(used)]
        });
        timed.collect()
    };
    run(&queries[..queries.len() / 8]);
    let times = run(&queries);
    for (at, what) in ["search", "search, processor"].into_iter().enumerate() {
        let mut times: Vec<Duration> = times.iter().map(|t| t[at]).collect();
        times.sort_unstable();
        let [half, most, worst] = [0.5, 0.99, 1.0].map(|share| percentile(&times, share));
        println!("{what}: p50 {half:?}, p99 {most:?}, worst {worst:?}; {}", resident());
    }
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for part in queries.chunks(queries.len() / 2) {
            scope.spawn(|| run(part));
        }
    });
    println!(
        "two threads: {:.0} searches a second",
        queries.len() as f64 / begun.elapsed().as_secs_f64()
    );
}

fn main() {
    let mut numbers = std::env::args().skip(1).map(|n| n.parse::<usize>().unwrap());
    let articles = numbers.next().unwrap_or(12_800);
    let searches = numbers.next().unwrap_or(4_000);
    let vocabularies: Vec<Vec<String>> = LANGUAGES.iter().map(|l| words(l)).collect();
    let folder = tempfile::tempdir().unwrap();
    let options = IndexOptions::default();
    let documents = || -> Box<dyn Iterator<Item = Document>> {
        let vocabularies = vocabularies.clone();
        let mut random = Random(7);
        Box::new((0..articles).map(move |n| article(n, articles, &vocabularies, &mut random)))
    };
    let (begun, used) = (Instant::now(), processor(ClockId::ProcessCPUTime));
    let made = documents().count();
    let (making, made_with) =
        (begun.elapsed(), processor(ClockId::ProcessCPUTime).saturating_sub(used));
    let (begun, used) = (Instant::now(), processor(ClockId::ProcessCPUTime));
    drop(SearchIndex::open(folder.path(), "1", documents, &options).unwrap());
    println!(
        "built {made} articles in {:?}, processor {:?} (of which making them up {making:?}, processor {made_with:?})",
        begun.elapsed(),
        processor(ClockId::ProcessCPUTime).saturating_sub(used)
    );
    let begun = Instant::now();
    let (index, _) = SearchIndex::open(folder.path(), "1", documents, &options).unwrap();
    println!("reopened in {:?}; {}", begun.elapsed(), resident());
    search(&index, searches, &vocabularies);

    let mut changed = article(0, articles, &vocabularies, &mut Random(3));
    "zyxwvut freshly written".clone_into(&mut changed.title);
    let begun = Instant::now();
    index.update("2", vec![changed], Vec::new()).unwrap();
    let english: Locale = "en".parse().unwrap();
    assert_eq!(index.search(&SearchRequest::new("zyxwvut", english)).unwrap().total, 1);
    println!("a changed article found after {:?}", begun.elapsed());
}
