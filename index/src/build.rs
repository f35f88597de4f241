//! Builds the indexes of all languages from the stream of articles, with a few threads.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc},
};

use guichet_model::{Locale, search::Document};
use rustc_hash::FxHashMap;
use tantivy::{
    Index, TantivyDocument,
    directory::{Directory, MmapDirectory, RamDirectory},
    indexer::SingleSegmentIndexWriter,
};

use crate::{
    IndexError,
    analysis::Analyser,
    ingest::{self, Scratch},
    schema::{self, Fields},
};

/// Where indexes are made.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    Memory,
    /// A folder with one folder a locale.
    Folder(PathBuf),
}

impl Place {
    fn directory(&self, locale: &Locale) -> Result<Box<dyn Directory>, IndexError> {
        Ok(match self {
            Self::Memory => Box::new(RamDirectory::create()),
            Self::Folder(path) => {
                let path = path.join(locale.as_str());
                std::fs::create_dir_all(&path).map_err(IndexError::folder(&path))?;
                Box::new(MmapDirectory::open(&path).map_err(tantivy::TantivyError::from)?)
            }
        })
    }
}

/// Opens the index of a locale in a folder.
pub(crate) fn open(folder: &Path, locale: &Locale) -> Result<Index, IndexError> {
    let index = Index::open_in_dir(folder.join(locale.as_str()))?;
    schema::register(&index);
    Ok(index)
}

/// A new, empty index for a locale.
pub(crate) fn create(place: &Place, locale: &Locale, fields: &Fields) -> Result<Index, IndexError> {
    let index = Index::create(place.directory(locale)?, fields.schema.clone(), schema::settings())?;
    schema::register(&index);
    Ok(index)
}

/// One index while it grows.
struct Growing {
    analyser: Arc<Analyser>,
    writer: Mutex<SingleSegmentIndexWriter<TantivyDocument>>,
}

/// How many articles may wait for a thread.
const QUEUE: usize = 64;

/// Builds an index a locale; gives them with the number of articles.
pub(crate) fn build(
    place: &Place,
    fields: &Fields,
    documents: impl Iterator<Item = Document>,
    threads: usize,
    memory_bytes: usize,
    analyser: impl Fn(&str) -> Arc<Analyser>,
) -> Result<(BTreeMap<Locale, Index>, usize), IndexError> {
    let mut growing: BTreeMap<Locale, Arc<Growing>> = BTreeMap::new();
    let (sender, receiver) = mpsc::sync_channel::<(Arc<Growing>, Document)>(QUEUE);
    let receiver = Mutex::new(receiver);
    let mut articles = 0;
    std::thread::scope(|scope| -> Result<(), IndexError> {
        let workers: Vec<_> =
            (0..threads.max(1)).map(|_| scope.spawn(|| work(&receiver, fields))).collect();
        for document in documents {
            let target = if let Some(target) = growing.get(&document.locale) {
                Arc::clone(target)
            } else {
                let target =
                    Arc::new(grow(place, &document.locale, fields, memory_bytes, &analyser)?);
                growing.insert(document.locale.clone(), Arc::clone(&target));
                target
            };
            articles += 1;
            if sender.send((target, document)).is_err() {
                break;
            }
        }
        drop(sender);
        for worker in workers {
            worker
                .join()
                .map_err(|_| IndexError::Damaged("an article could not be analysed"))??;
        }
        Ok(())
    })?;
    Ok((finish(growing)?, articles))
}

fn grow(
    place: &Place,
    locale: &Locale,
    fields: &Fields,
    memory_bytes: usize,
    analyser: &impl Fn(&str) -> Arc<Analyser>,
) -> Result<Growing, IndexError> {
    let builder = Index::builder().schema(fields.schema.clone()).settings(schema::settings());
    let manager = tantivy::tokenizer::TokenizerManager::default();
    schema::register_in(&manager);
    let writer = builder
        .tokenizers(manager)
        .single_segment_index_writer(place.directory(locale)?, memory_bytes)?;
    Ok(Growing { analyser: analyser(locale.language()), writer: Mutex::new(writer) })
}

/// Prepares articles until none is left. After an error it only empties the queue: whoever fills it must not wait for ever.
fn work(
    receiver: &Mutex<mpsc::Receiver<(Arc<Growing>, Document)>>,
    fields: &Fields,
) -> Result<(), IndexError> {
    let mut scratch: FxHashMap<String, Scratch> = FxHashMap::default();
    let mut outcome = Ok(());
    loop {
        let next = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((target, document)) = next else { return outcome };
        if outcome.is_ok() {
            let scratch = scratch.entry(document.locale.language().to_owned()).or_default();
            let prepared = ingest::prepare(&document, &target.analyser, fields, scratch);
            let mut writer = target.writer.lock().unwrap_or_else(PoisonError::into_inner);
            outcome = writer.add_document(prepared).map_err(IndexError::from);
        }
    }
}

/// Writes the indexes out, two at a time.
fn finish(growing: BTreeMap<Locale, Arc<Growing>>) -> Result<BTreeMap<Locale, Index>, IndexError> {
    let mut finished = BTreeMap::new();
    let mut pairs = growing.into_iter().peekable();
    while pairs.peek().is_some() {
        let batch: Vec<_> = pairs.by_ref().take(2).collect();
        let results = std::thread::scope(|scope| {
            let running: Vec<_> = batch
                .into_iter()
                .map(|(locale, target)| scope.spawn(move || (locale, finish_one(target))))
                .collect();
            running.into_iter().map(std::thread::ScopedJoinHandle::join).collect::<Vec<_>>()
        });
        for result in results {
            let (locale, index) =
                result.map_err(|_| IndexError::Damaged("an index could not be written"))?;
            finished.insert(locale, index?);
        }
    }
    Ok(finished)
}

fn finish_one(target: Arc<Growing>) -> Result<Index, IndexError> {
    let target =
        Arc::into_inner(target).ok_or(IndexError::Damaged("an index is still being written"))?;
    let index = target.writer.into_inner().unwrap_or_else(PoisonError::into_inner).finalize()?;
    schema::register(&index);
    Ok(index)
}
