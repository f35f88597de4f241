//! The index as a whole: opened, built, updated, and swapped in one step while searches go on.
//!
//! On disk: `manifest.json` names a generation (a folder) and the fingerprint it was made for. A new generation is built beside the
//! live one and takes over when the manifest is renamed into place; the old one is then removed. An update writes into the live
//! generation, but first makes the manifest's fingerprint one that nothing matches, so that a crash between the two leads to a rebuild.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use arc_swap::ArcSwap;
use guichet_model::{ArticleKey, Locale, search::Document};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use tantivy::{Index, IndexWriter, TantivyDocument, Term};

use crate::{
    IndexError,
    analysis::{self, Analyser},
    build::{self, Place},
    ingest::{self, Scratch},
    partition::Partition,
    schema::{self, Fields},
    synonyms::Synonyms,
};

/// How an index is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexOptions {
    /// How many threads analyse articles.
    pub threads: usize,
    /// How much memory an index may take while it is built, in bytes; for each language.
    pub memory_bytes: usize,
    /// The operator's own synonym lists by language: the text of a file in the format of the bundled ones.
    pub synonyms: BTreeMap<String, String>,
}

impl Default for IndexOptions {
    fn default() -> Self {
        let threads = std::thread::available_parallelism().map_or(2, |n| n.get().min(4));
        Self { threads, memory_bytes: 64 << 20, synonyms: BTreeMap::new() }
    }
}

/// What opening an index came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// The index on disk was made from this content.
    Reused,
    /// There was none for this content.
    Built {
        /// How many articles it holds.
        articles: usize,
        /// How long it took.
        elapsed: Duration,
    },
    /// The index on disk was damaged.
    Rebuilt {
        /// What was wrong with it.
        why: String,
    },
}

/// The search index: cheap to search from many threads, updated in one step.
pub struct SearchIndex {
    pub(crate) state: ArcSwap<State>,
    fields: Fields,
    place: Place,
    folder: Option<PathBuf>,
    /// The operator's own synonym lists by language, as they were read last.
    own_synonyms: Mutex<BTreeMap<String, String>>,
    /// One update at a time.
    updating: Mutex<()>,
}

/// What a search sees from its beginning to its end.
pub(crate) struct State {
    /// In the order of their locales.
    pub(crate) partitions: BTreeMap<Locale, Arc<Partition>>,
    pub(crate) synonyms: BTreeMap<String, Arc<Synonyms>>,
}

#[derive(Serialize, Deserialize)]
struct Manifest {
    fingerprint: String,
    generation: String,
    locales: Vec<Locale>,
}

const MANIFEST: &str = "manifest.json";
/// The fingerprint of an index that is being written to.
const UNFINISHED: &str = "unfinished";
/// tantivy's least memory for a writer.
const UPDATE_MEMORY: usize = 16 << 20;

/// What an index depends on besides its content: the format, the analysers and tantivy. (Synonyms apply to queries only.)
fn fingerprint(content: &str) -> String {
    let code = analysis::SOURCES
        .iter()
        .chain([&include_str!("ingest.rs"), &include_str!("prior.rs"), &include_str!("record.rs")])
        .flat_map(|s| s.bytes());
    let hash = code
        .fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{}-{hash:016x}-{}-{content}", schema::FORMAT, tantivy::version_string())
}

impl SearchIndex {
    /// Opens the index under `dir` when it was made from the same content by the same program, and builds it otherwise.
    ///
    /// A damaged index is built again, with a warning in the log.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn open<'d>(
        dir: &Path,
        content_fingerprint: &str,
        documents: impl FnOnce() -> Box<dyn Iterator<Item = Document> + 'd>,
        options: &IndexOptions,
    ) -> Result<(Self, Opened), IndexError> {
        fs::create_dir_all(dir).map_err(IndexError::folder(dir))?;
        let fields = Fields::new();
        let wanted = fingerprint(content_fingerprint);
        let mut damage = None;
        if let Some(manifest) = read_manifest(dir).filter(|m| m.fingerprint == wanted) {
            match reopen(dir, &manifest, &fields) {
                Ok(partitions) => {
                    return Ok((
                        Self::assemble(
                            partitions,
                            fields,
                            Some((dir, &manifest.generation)),
                            options,
                        ),
                        Opened::Reused,
                    ));
                }
                Err(error) => {
                    tracing::warn!(%error, path = %dir.display(), "the search index is damaged and is built again");
                    damage = Some(error.to_string());
                }
            }
        }
        let begun = Instant::now();
        let generation = new_generation(dir)?;
        let place = Place::Folder(dir.join(&generation));
        let (partitions, articles) =
            built(&place, &fields, documents(), options).inspect_err(|_| {
                // What could not be finished, on a full disk most likely, is of no use and in the way.
                _ = fs::remove_dir_all(dir.join(&generation));
            })?;
        let manifest = Manifest {
            fingerprint: wanted,
            generation,
            locales: partitions.iter().map(|p| p.locale.clone()).collect(),
        };
        write_manifest(dir, &manifest)?;
        remove_others(dir, &manifest.generation);
        let opened = match damage {
            Some(why) => Opened::Rebuilt { why },
            None => Opened::Built { articles, elapsed: begun.elapsed() },
        };
        Ok((Self::assemble(partitions, fields, Some((dir, &manifest.generation)), options), opened))
    }

    /// An index that lives in memory only.
    ///
    /// # Errors
    /// When memory for it runs out while it is built.
    pub fn in_memory(
        documents: impl Iterator<Item = Document>,
        options: &IndexOptions,
    ) -> Result<Self, IndexError> {
        let fields = Fields::new();
        let (partitions, _) = built(&Place::Memory, &fields, documents, options)?;
        Ok(Self::assemble(partitions, fields, None, options))
    }

    fn assemble(
        partitions: Vec<Partition>,
        fields: Fields,
        folder: Option<(&Path, &str)>,
        options: &IndexOptions,
    ) -> Self {
        let mut synonyms = BTreeMap::new();
        for partition in &partitions {
            let language = partition.locale.language();
            let own = options.synonyms.get(language).map_or("", String::as_str);
            synonyms
                .entry(language.to_owned())
                .or_insert_with(|| Arc::new(Synonyms::new(language, &partition.analyser, own)));
        }
        let partitions = partitions.into_iter().map(|p| (p.locale.clone(), Arc::new(p))).collect();
        Self {
            state: ArcSwap::from_pointee(State { partitions, synonyms }),
            fields,
            place: folder
                .map_or(Place::Memory, |(dir, generation)| Place::Folder(dir.join(generation))),
            folder: folder.map(|(dir, _)| dir.to_owned()),
            own_synonyms: Mutex::new(options.synonyms.clone()),
            updating: Mutex::new(()),
        }
    }

    /// Brings the index to a new state of the content: replaces `changed`, drops `removed`. Searches see all of it or nothing.
    ///
    /// # Errors
    /// When the index cannot be written; searches then go on with what there was.
    pub fn update(
        &self,
        content_fingerprint: &str,
        changed: Vec<Document>,
        removed: Vec<(Locale, ArticleKey)>,
    ) -> Result<(), IndexError> {
        let _one = self.updating.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.state.load_full();
        let mut work: BTreeMap<Locale, (Vec<Document>, Vec<ArticleKey>)> = BTreeMap::new();
        for document in changed {
            work.entry(document.locale.clone()).or_default().0.push(document);
        }
        for (locale, key) in removed {
            work.entry(locale).or_default().1.push(key);
        }
        self.note(UNFINISHED, &state)?;
        let mut next =
            State { partitions: state.partitions.clone(), synonyms: state.synonyms.clone() };
        for (locale, (changed, removed)) in work {
            let known = state.partitions.get(&locale);
            if known.is_none() && changed.is_empty() {
                continue;
            }
            let (index, analyser) = match known {
                Some(partition) => (partition.index.clone(), Arc::clone(&partition.analyser)),
                None => (
                    build::create(&self.place, &locale, &self.fields)?,
                    Arc::new(Analyser::new(locale.language())),
                ),
            };
            self.write(&index, &analyser, &changed, &removed)?;
            next.synonyms
                .entry(locale.language().to_owned())
                .or_insert_with(|| self.synonyms(locale.language(), &analyser));
            let partition = Partition::open(locale.clone(), index, analyser, &self.fields)?;
            next.partitions.insert(locale, Arc::new(partition));
        }
        self.note(&fingerprint(content_fingerprint), &next)?;
        self.state.store(Arc::new(next));
        Ok(())
    }

    /// Takes over the operator's own synonym lists, by language; searches use them from now on. Answers whether any had changed.
    pub fn set_synonyms(&self, lists: BTreeMap<String, String>) -> bool {
        let _one = self.updating.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut own = self.own_synonyms.lock().unwrap_or_else(PoisonError::into_inner);
            if *own == lists {
                return false;
            }
            *own = lists;
        }
        let state = self.state.load_full();
        let mut synonyms = BTreeMap::new();
        for partition in state.partitions.values() {
            let language = partition.locale.language();
            synonyms
                .entry(language.to_owned())
                .or_insert_with(|| self.synonyms(language, &partition.analyser));
        }
        self.state.store(Arc::new(State { partitions: state.partitions.clone(), synonyms }));
        true
    }

    fn synonyms(&self, language: &str, analyser: &Analyser) -> Arc<Synonyms> {
        let own = self.own_synonyms.lock().unwrap_or_else(PoisonError::into_inner);
        let own = own.get(language).map_or("", String::as_str);
        Arc::new(Synonyms::new(language, analyser, own))
    }

    fn write(
        &self,
        index: &Index,
        analyser: &Analyser,
        changed: &[Document],
        removed: &[ArticleKey],
    ) -> Result<(), IndexError> {
        let mut writer: IndexWriter<TantivyDocument> =
            index.writer_with_num_threads(1, UPDATE_MEMORY)?;
        let mut scratch = Scratch::default();
        for key in removed.iter().chain(changed.iter().map(|d| &d.key)) {
            writer.delete_term(Term::from_field_text(self.fields.key, &key.to_string()));
        }
        for document in changed {
            writer.add_document(ingest::prepare(document, analyser, &self.fields, &mut scratch))?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(())
    }

    /// Writes the manifest, for an index on disk.
    fn note(&self, fingerprint: &str, state: &State) -> Result<(), IndexError> {
        let (Some(dir), Place::Folder(path)) = (&self.folder, &self.place) else { return Ok(()) };
        let generation =
            path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let locales = state.partitions.keys().cloned().collect();
        write_manifest(dir, &Manifest { fingerprint: fingerprint.to_owned(), generation, locales })
    }

    /// How many articles there are, in all languages.
    pub fn documents(&self) -> usize {
        self.state.load().partitions.values().map(|p| p.alive).sum()
    }
}

fn built(
    place: &Place,
    fields: &Fields,
    documents: impl Iterator<Item = Document>,
    options: &IndexOptions,
) -> Result<(Vec<Partition>, usize), IndexError> {
    let analysers: Mutex<FxHashMap<String, Arc<Analyser>>> = Mutex::default();
    let analyser = |language: &str| {
        let mut known = analysers.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(
            known.entry(language.to_owned()).or_insert_with(|| Arc::new(Analyser::new(language))),
        )
    };
    let (indexes, articles) =
        build::build(place, fields, documents, options.threads, options.memory_bytes, analyser)?;
    let partitions: Result<Vec<_>, _> = indexes
        .into_iter()
        .map(|(locale, index)| {
            let analyser = analyser(locale.language());
            Partition::open(locale, index, analyser, fields)
        })
        .collect();
    Ok((partitions?, articles))
}

fn reopen(dir: &Path, manifest: &Manifest, fields: &Fields) -> Result<Vec<Partition>, IndexError> {
    let folder = dir.join(&manifest.generation);
    let mut partitions = Vec::new();
    for locale in &manifest.locales {
        let index = build::open(&folder, locale)?;
        if index.schema() != fields.schema {
            return Err(IndexError::Damaged("its fields are not those of this program"));
        }
        if !index.validate_checksum()?.is_empty() {
            return Err(IndexError::Damaged("a file's checksum is wrong"));
        }
        partitions.push(Partition::open(
            locale.clone(),
            index,
            Arc::new(Analyser::new(locale.language())),
            fields,
        )?);
    }
    Ok(partitions)
}

fn read_manifest(dir: &Path) -> Option<Manifest> {
    serde_json::from_slice(&fs::read(dir.join(MANIFEST)).ok()?).ok()
}

/// Renamed into place once it is on disk: readers see the old manifest or the new one.
fn write_manifest(dir: &Path, manifest: &Manifest) -> Result<(), IndexError> {
    let path = dir.join(MANIFEST);
    let beside = dir.join(format!("{MANIFEST}.{}", std::process::id()));
    let write = || {
        use std::io::Write as _;
        let mut file = fs::File::create(&beside)?;
        file.write_all(&serde_json::to_vec(manifest).map_err(std::io::Error::other)?)?;
        file.sync_all()?;
        fs::rename(&beside, &path)
    };
    write().map_err(IndexError::folder(&path))
}

/// A folder name that nothing uses.
fn new_generation(dir: &Path) -> Result<String, IndexError> {
    for n in 1u64.. {
        let name = format!("generation-{n}-{}", std::process::id());
        match fs::create_dir(dir.join(&name)) {
            Ok(()) => return Ok(name),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(IndexError::folder(dir.join(&name))(error)),
        }
    }
    Err(IndexError::Damaged("no free generation"))
}

/// Removes older generations; what another process still reads stays readable to it until it lets go.
fn remove_others(dir: &Path, generation: &str) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("generation-")
            && name != generation
            && let Err(error) = fs::remove_dir_all(entry.path())
        {
            tracing::warn!(%error, path = %entry.path().display(), "an old search index cannot be removed");
        }
    }
}
