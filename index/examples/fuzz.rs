//! Throws hostile input at the index: `cargo run --release -p guichet-index --example fuzz [inputs [articles [seed]]]`.
//!
//! Every input is searched (typed or finished, literal or not, narrowed or not), completed, and, cut short or lengthened, taken for a
//! described problem. None may be an error, and none may take a search past 50 ms of processor time. Bytes that are no text arrive as
//! the server makes them: each replaced by U+FFFD.
#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an example on made-up articles: what it cannot do, it stops at"
)]

mod made_up;

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use guichet_index::{IndexOptions, SearchIndex};
use guichet_model::{Locale, Viewer, search::SearchRequest};
use made_up::{LANGUAGES, Random, article, processor, query, words};
use rustix::time::ClockId;

/// The most processor time that one search may take.
const MOST: Duration = Duration::from_millis(50);

/// Characters that have made trouble somewhere: joints, marks, joiners, ligatures, bidi and half pairs, digits of many kinds.
const TROUBLE: [&str; 40] = [
    "\u{0}",
    "\u{1f}",
    "\u{2}",
    "\u{7f}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2060}",
    "\u{feff}",
    "\u{fffd}",
    "\u{fdfa}",
    "\u{fe70}",
    "\u{130}",
    "\u{131}",
    "\u{1e9e}",
    "ß",
    "ﬃ",
    "½",
    "㏒",
    "ー",
    "ｶﾞ",
    "\u{3099}",
    "\u{301}",
    "\u{e33}",
    "ไ",
    "한",
    "글",
    "𠮷",
    "👩‍👩‍👧",
    "'",
    "’",
    ".",
    "-",
    "@",
    "/",
    "++",
    "#",
    "\"",
    "<b>",
];

fn from_bytes(random: &mut Random) -> String {
    let bytes: Vec<u8> = (0..random.below(120)).map(|_| (random.next() >> 20) as u8).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn from_characters(random: &mut Random) -> String {
    let spans = [0x80, 0x250, 0x600, 0x3100, 0xa000, 0x11_0000];
    let span = spans[random.below(spans.len())];
    let chars = (0..random.below(200)).filter_map(|_| char::from_u32(random.below(span) as u32));
    chars.collect()
}

fn from_trouble(random: &mut Random, words: &[String]) -> String {
    let pieces = (0..random.below(80)).map(|_| {
        if random.below(3) == 0 {
            &words[random.below(words.len())]
        } else {
            TROUBLE[random.below(TROUBLE.len())]
        }
    });
    pieces.collect()
}

/// A question with some characters doubled, dropped, or replaced.
fn broken(mut text: String, random: &mut Random) -> String {
    for _ in 0..random.below(12) {
        let mut chars: Vec<char> = text.chars().collect();
        if chars.is_empty() {
            break;
        }
        let at = random.below(chars.len());
        match random.below(4) {
            0 => chars.insert(at, chars[at]),
            1 => drop(chars.remove(at)),
            2 => chars.insert(at, char::from_u32(random.below(0x3100) as u32).unwrap_or('x')),
            _ => chars.swap(0, at),
        }
        text = chars.into_iter().collect();
    }
    text
}

/// One word, or one pair of words, over and over, joined or not.
fn repeated(random: &mut Random, words: &[String]) -> String {
    let joint = [" ", "", ".", "-", "'", "@", "を"][random.below(7)];
    let (a, b) = (&words[random.below(words.len())], &words[random.below(words.len())]);
    let times = 1 + random.below(200);
    [a.as_str(), b.as_str()].repeat(times).join(joint)
}

fn input(random: &mut Random, vocabularies: &[Vec<String>]) -> SearchRequest {
    let words = &vocabularies[random.below(vocabularies.len())];
    let text = match random.below(6) {
        0 => from_bytes(random),
        1 => from_characters(random),
        2 => from_trouble(random, words),
        3 => repeated(random, words),
        _ => {
            let text = query(vocabularies, random).query;
            broken(text, random)
        }
    };
    let tags = ["en", "fr", "es", "de", "ja", "th", "sv"];
    let locale: Locale = tags[random.below(tags.len())].parse().unwrap();
    SearchRequest {
        as_you_type: random.below(3) == 0,
        literal: random.below(6) == 0,
        explain: random.below(12) == 0,
        category: (random.below(8) == 0).then(|| "category-3".parse().unwrap()),
        service: (random.below(8) == 0).then(|| "service-3".to_owned()),
        offset: [0, 0, 0, 10, 9_999][random.below(5)],
        ..SearchRequest::new(&text, locale)
    }
}

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map(|n| n.parse::<usize>().unwrap());
    let inputs = numbers.next().unwrap_or(1_000_000);
    let articles = numbers.next().unwrap_or(500);
    let mut random = Random(numbers.next().unwrap_or(1) as u64);
    let vocabularies: Vec<Vec<String>> = LANGUAGES.iter().map(|l| words(l)).collect();
    let mut making = Random(7);
    let documents = (0..articles).map(|n| article(n, articles, &vocabularies, &mut making));
    let index = SearchIndex::in_memory(documents, &IndexOptions::default()).unwrap();
    let begun = Instant::now();
    let mut times: Vec<u32> = Vec::with_capacity(inputs);
    let mut worst = (Duration::ZERO, String::new());
    let mut found = 0;
    for n in 0..inputs {
        let request = input(&mut random, &vocabularies);
        let used = processor(ClockId::ThreadCPUTime);
        let response = index.search(&request).unwrap();
        let used = processor(ClockId::ThreadCPUTime).saturating_sub(used);
        found += usize::from(response.total > 0);
        times.push(u32::try_from(used.as_micros()).unwrap_or(u32::MAX));
        if used > worst.0 {
            worst = (used, format!("{} {:?}", request.locale, request.query));
        }
        index.suggest(&request).unwrap();
        if n % 16 == 0 {
            let text = request.query.repeat(1 + n % 64);
            index.related_to_text(&text, &request.locale, &[], Viewer::Anonymous, 3).unwrap();
        }
    }
    times.sort_unstable();
    let percentile = |of_ten_thousand: usize| times[(times.len() - 1) * of_ten_thousand / 10_000];
    println!(
        "{inputs} inputs to {articles} articles in {:?}, {found} of them found something; a search took p50 {} µs, p99 {} µs, p99.99 {} µs of \
         processor time; worst {:?}: {}",
        begun.elapsed(),
        percentile(5_000),
        percentile(9_900),
        percentile(9_999),
        worst.0,
        worst.1
    );
    if worst.0 > MOST {
        eprintln!("a search took longer than {MOST:?}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
