//! Every number of the ranking, each with its reason. They were set on both halves of the development sets
//! together, so scores on those are optimistic; they hold for all languages, and none is tuned to one corpus.

/// The saturation of repeated words (BM25's k1).
pub(crate) const SATURATION: f32 = 1.8;

/// How much one occurrence counts in each field: title, headings, keywords, description, whole text.
/// A title names what an article is for; a heading what a part of it is for; keywords are an editor's promise.
pub(crate) const FIELD: [f32; 5] = [4.0, 1.0, 5.0, 1.2, 1.8];

/// How much a field's length dampens its words (BM25's b), in the same order. Titles and keywords are short by nature.
pub(crate) const LENGTH: [f32; 5] = [0.8, 0.4, 0.2, 0.15, 0.6];

/// A word that stands in the text just as it was typed, beside others of its stem.
pub(crate) const EXACT: f32 = 0.06;

/// Function words and words of asking keep this share of their weight: enough to break ties, too little to lead.
pub(crate) const STOP: f32 = 0.25;

/// A pair of characters beside the words of a script without spaces: finds what the dictionary broke elsewhere.
pub(crate) const GRAM: f32 = 0.2;

/// A part of a `CamelCase` word, or the joined form of a written whole.
pub(crate) const PART: f32 = 0.6;

/// A word that a synonym list leads to.
pub(crate) const SYNONYM: f32 = 0.6;

/// A compound that holds the searched word, or the parts of a searched compound.
pub(crate) const COMPOUND: f32 = 0.8;

/// A completed beginning.
pub(crate) const PREFIX: f32 = 0.7;

/// The first correction of a misspelt word, and what each later one keeps of the one before.
pub(crate) const TYPO: f32 = 0.9;
pub(crate) const TYPO_NEXT: f32 = 0.6;

/// How strongly an article loses for searched words it lacks: its score is multiplied by `1 - COVERAGE * missing share`.
pub(crate) const COVERAGE: f32 = 0.3;

/// What the best single section adds for the share of the query it holds by itself: the answer to a question stands in one place.
pub(crate) const SECTION: f32 = 0.7;

/// What searched words standing next to one another add, as in the query or close by.
pub(crate) const PHRASE: f32 = 0.3;

/// What a title adds whose words are searched for, by the share of both that match.
pub(crate) const TITLE: f32 = 0.3;

/// What a title adds that is the query.
pub(crate) const EXACT_TITLE: f32 = 0.4;

/// How many of the best articles are looked at word by word.
pub(crate) const CLOSE_LOOKS: usize = 32;

/// Articles below this share of the best score are not counted as matches: they share an everyday word.
pub(crate) const FLOOR: f32 = 0.12;

/// With fewer matches than this in the reader's language, other languages' follow.
pub(crate) const FEW: usize = 3;

/// Of how common a word is, the share that titles tell rather than whole texts.
pub(crate) const TITLE_RARITY: f32 = 0.4;

/// What speaks for a word as the one that was meant: being in many articles (by the logarithm), and being few edits away.
pub(crate) const TYPO_FREQUENCY: f32 = 0.35;
pub(crate) const TYPO_COST: f32 = 2.2;

/// What a correction is worth when the word's stem is known, if not the word: `copar` is no slip for sure.
pub(crate) const DOUBTFUL: f32 = 0.6;

/// What an article's date, its readers' verdict and its readers' number change of its score, each at most by this share, and so
/// all together by less than a word more or less does: they order what matches alike.
pub(crate) const FRESHNESS: f32 = 0.01;
pub(crate) const HELPFULNESS: f32 = 0.01;
pub(crate) const VIEWS: f32 = 0.005;

/// In how many days an article loses half of its freshness. Help stays right for years.
pub(crate) const FRESH_DAYS: f32 = 365.0;

/// As many verdicts of either kind are taken as given before the first: one reader's word decides nothing.
pub(crate) const VERDICTS: f32 = 4.0;
