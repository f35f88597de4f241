//! Made-up articles in five languages, and what readers might ask of them: the same on every run.

use std::time::Duration;

use guichet_model::{
    ArticleKey, Audience,
    search::{Document, SearchRequest, Section},
};
use rustix::time::{ClockId, clock_gettime};

/// The languages.
pub(crate) const LANGUAGES: [&str; 5] = ["en", "fr", "es", "de", "ja"];
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
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a bound.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    /// A rank, small ones far more often: words of a text are like that.
    fn rank(&mut self, n: usize) -> usize {
        let exponent = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((n as f64).powf(exponent) as usize).clamp(1, n) - 1
    }
}

/// The words of a language.
pub(crate) fn words(language: &str) -> Vec<String> {
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
pub(crate) fn article(
    n: usize,
    of: usize,
    vocabularies: &[Vec<String>],
    random: &mut Random,
) -> Document {
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

/// A question: one to nine words, a fifth with a typo, a fifth still being typed.
pub(crate) fn query(vocabularies: &[Vec<String>], random: &mut Random) -> SearchRequest {
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

/// The processor time that this process has used, all threads together; or this thread alone.
pub(crate) fn processor(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(time.tv_sec.try_into().unwrap(), time.tv_nsec.try_into().unwrap())
}
