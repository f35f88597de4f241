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

use std::time::{Duration, Instant};

use guichet_index::{IndexOptions, SearchIndex};
use guichet_model::{
    ArticleKey, Audience, Locale,
    search::{Document, SearchRequest, Section},
};
use rustix::time::{ClockId, clock_gettime};

const LANGUAGES: [&str; 5] = ["en", "fr", "es", "de", "ja"];
const VOCABULARY: usize = 12_000;
const SYLLABLES: [&str; 28] = [
    "ta", "con", "mi", "ser", "ver", "a", "tion", "pro", "le", "nu", "ra", "cas", "ing", "de",
    "po", "li", "mo", "ent", "us", "gra", "fi", "ber", "so", "ch", "ull", "in", "e", "or",
];
const DENSE: [&str; 24] = [
    "設定",
    "メール",
    "共有",
    "接続",
    "画面",
    "確認",
    "追加",
    "削除",
    "変更",
    "管理",
    "会議",
    "予定",
    "保存",
    "検索",
    "表示",
    "選択",
    "登録",
    "移動",
    "開く",
    "送る",
    "受信",
    "権限",
    "請求",
    "安全",
];

/// A small deterministic source of numbers (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    /// A rank, small ones far more often: words of a text are like that.
    fn rank(&mut self, n: usize) -> usize {
        let exponent = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((n as f64).powf(exponent) as usize).clamp(1, n) - 1
    }
}

fn words(language: &str) -> Vec<String> {
    let mut random = Random(language.bytes().map(u64::from).sum());
    let (parts, least): (&[&str], usize) =
        if language == "ja" { (&DENSE, 1) } else { (&SYLLABLES, 2) };
    (0..VOCABULARY)
        .map(|_| (0..least + random.below(3)).map(|_| parts[random.below(parts.len())]).collect())
        .collect()
}

fn text(words: &[String], random: &mut Random, count: usize, language: &str) -> String {
    let joint = if language == "ja" { "を" } else { " " };
    let mut text = String::new();
    for n in 0..count {
        text.push_str(&words[random.rank(words.len())]);
        text.push_str(if n % 14 == 13 {
            if language == "ja" { "。" } else { ". " }
        } else {
            joint
        });
    }
    text
}

/// The articles come language by language, as a content folder gives them.
fn article(n: usize, of: usize, vocabularies: &[Vec<String>], random: &mut Random) -> Document {
    let at = n * LANGUAGES.len() / of.max(1);
    let (language, words) = (LANGUAGES[at], &vocabularies[at]);
    let number = n - (at * of).div_ceil(LANGUAGES.len());
    let sections = (0..5).map(|s| Section {
        anchor: if s == 0 { String::new() } else { format!("s{s}") },
        title: if s == 0 { String::new() } else { text(words, random, 4, language) },
        level: if s == 0 { 1 } else { 2 },
        text: text(words, random, 90, language),
    });
    let sections = sections.collect();
    Document {
        locale: language.parse().unwrap(),
        key: ArticleKey::parse(&format!("category-{}/article-{number}", number % 40)).unwrap(),
        audience: Audience::Everyone,
        title: text(words, random, 5, language),
        description: text(words, random, 12, language),
        keywords: Vec::new(),
        services: vec![format!("service-{}", number % 8)],
        category_title: format!("Category {}", number % 40),
        source: format!("articles/{language}/category-{}/article-{number}.md", number % 40),
        updated: None,
        reception: None,
        sections,
    }
}

fn query(vocabularies: &[Vec<String>], random: &mut Random) -> SearchRequest {
    let at = random.below(LANGUAGES.len());
    let count = 1 + random.below(9);
    let mut query = text(&vocabularies[at], random, count, LANGUAGES[at]).trim().to_owned();
    let kind = random.below(5);
    let mut chars: Vec<char> = query.chars().collect();
    if kind == 0 && chars.len() > 6 {
        let i = 2 + random.below(chars.len() - 4);
        chars.swap(i, i + 1);
        query = chars.iter().collect();
    } else if kind == 1 {
        chars.truncate(chars.len() - chars.len() / 8);
        query = chars.iter().collect();
    }
    SearchRequest {
        as_you_type: kind == 1,
        ..SearchRequest::new(&query, LANGUAGES[at].parse().unwrap())
    }
}

fn percentile(sorted: &[Duration], share: f64) -> Duration {
    sorted[((sorted.len() - 1) as f64 * share) as usize]
}

/// The processor time that this process has used, all threads together; or this thread alone.
fn processor(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(time.tv_sec.try_into().unwrap(), time.tv_nsec.try_into().unwrap())
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
            [begun.elapsed(), processor(ClockId::ThreadCPUTime) - used]
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
    let (making, made_with) = (begun.elapsed(), processor(ClockId::ProcessCPUTime) - used);
    let (begun, used) = (Instant::now(), processor(ClockId::ProcessCPUTime));
    drop(SearchIndex::open(folder.path(), "1", documents, &options).unwrap());
    println!(
        "built {made} articles in {:?}, processor {:?} (of which making them up {making:?}, processor {made_with:?})",
        begun.elapsed(),
        processor(ClockId::ProcessCPUTime) - used
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
