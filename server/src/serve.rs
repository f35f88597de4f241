//! Starting and stopping: the content, the index, the socket, and an end that lets requests under way finish.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use axum::Extension;
use guichet_content::{Library, LoadError};
use guichet_index::{IndexError, IndexOptions, Opened, SearchIndex};
use guichet_storage::{AccountFilter, Storage, StorageError};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto::Builder, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use tokio::net::{TcpListener, TcpStream};
use tower::Layer as _;

use crate::{
    accounts::Accounts,
    assets::{Assets, AssetsError},
    attachments::{Attachments, store::bucket::OpenError},
    clock::Clock,
    data_folder::{DataError, DataFolder},
    demo::{self, DemoError},
    demo_cases, demo_status, forum, jobs, live,
    mail::{self, Mail, MailError},
    reload, router,
    settings::Settings,
    state::State,
    status,
};

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The content folder cannot be read.
    #[error("{0}\nhelp: name the folder that holds `articles/` with --content")]
    Content(#[from] LoadError),
    /// The built site cannot be read.
    #[error(transparent)]
    Assets(#[from] AssetsError),
    /// The data folder cannot be used.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The search index can be neither opened nor built.
    #[error(
        "the search index cannot be opened or built: {0}\nhelp: see whether the data folder's disk is full"
    )]
    Index(#[from] IndexError),
    /// The database cannot be opened.
    #[error(
        "the database cannot be opened: {0}\nhelp: see whether it runs and its address is right; --database names it"
    )]
    Storage(#[from] StorageError),
    /// The place in which files are to lie cannot be used.
    #[error(transparent)]
    Files(#[from] OpenError),
    /// The accounts to try the portal with cannot be made.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// Mail cannot be sent with these settings.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The address cannot be listened on.
    #[error(
        "cannot listen on {address}: {source}\nhelp: another program may use it; choose another address with --listen"
    )]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
}

/// Where the index lies in a data folder.
pub fn index_folder(data: &Path) -> PathBuf {
    data.join("index")
}

/// Takes the data folder, reads the content and opens its index, building it where it is missing, outdated or damaged.
///
/// # Errors
/// See [`StartError`].
pub fn open(settings: &Settings) -> Result<Content, StartError> {
    let folder = DataFolder::open(&settings.data)?;
    let started = Instant::now();
    let loaded = Library::load(&settings.content, None)?;
    reload::log(&loaded.diagnostics);
    let library = loaded.library;
    tracing::info!(
        articles = library.len(),
        ms = started.elapsed().as_secs_f64() * 1000.0,
        "content read"
    );
    let documents = || -> Box<dyn Iterator<Item = _> + '_> {
        Box::new(library.articles().map(|article| article.document(&library)))
    };
    let (index, opened) = SearchIndex::open(
        &index_folder(&settings.data),
        library.fingerprint(),
        documents,
        &index_options(&settings.content),
    )?;
    match opened {
        Opened::Reused => tracing::info!("search index reused"),
        Opened::Built { articles, elapsed } => {
            tracing::info!(articles, ms = elapsed.as_secs_f64() * 1000.0, "search index built");
        }
        Opened::Rebuilt { why } => {
            tracing::warn!(why, "search index was damaged and has been rebuilt");
        }
    }
    Ok((folder, library, index))
}

/// The index options of a content folder: the operator's own synonyms among them.
pub fn index_options(content: &Path) -> IndexOptions {
    let mut options = IndexOptions::default();
    let lists = std::fs::read_dir(content.join("synonyms")).into_iter().flatten().flatten();
    for entry in lists {
        let path = entry.path();
        let language = path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned);
        if let (Some(language), Some("txt"), Ok(text)) =
            (language, path.extension().and_then(|e| e.to_str()), std::fs::read_to_string(&path))
        {
            options.synonyms.insert(language, text);
        }
    }
    options
}

/// The state of a server with these settings.
///
/// # Errors
/// See [`StartError`].
pub async fn state(settings: Settings, clock: Clock) -> Result<Arc<State>, StartError> {
    let state = put_together(settings, clock, open).await?;
    state.attachments.probe(&state.accounts.storage).await?;
    status::watch(&state, state.clock.now()).await?;
    status::load(&state).await?;
    Ok(state)
}

/// The state of a program that renders pages and searches nothing: its index is empty, so that it is there at once.
///
/// # Errors
/// See [`StartError`].
pub async fn state_without_index(
    settings: Settings,
    clock: Clock,
) -> Result<Arc<State>, StartError> {
    let state = put_together(settings, clock, open_without_index).await?;
    status::load(&state).await?;
    if let Some(source) = &state.snapshot().library.policy().status.source
        && let Err(error) = status::source::read(&state, source).await
    {
        tracing::warn!(%error, "the status page that is the source cannot be read; the copy has what it said last");
    }
    Ok(state)
}

/// A data folder that is taken, the content, and the index over it.
type Content = (DataFolder, Library, SearchIndex);

/// Takes the data folder and reads the content.
fn open_without_index(settings: &Settings) -> Result<Content, StartError> {
    let folder = DataFolder::open(&settings.data)?;
    let library = Library::load(&settings.content, None)?.library;
    let options = index_options(&settings.content);
    let none = || -> Box<dyn Iterator<Item = _>> { Box::new(std::iter::empty()) };
    let (index, _) =
        SearchIndex::open(&index_folder(&settings.data), library.fingerprint(), none, &options)?;
    Ok((folder, library, index))
}

/// Opens the parts of a state, what is quickly seen to be wrong first.
async fn put_together(
    settings: Settings,
    clock: Clock,
    open: impl FnOnce(&Settings) -> Result<Content, StartError>,
) -> Result<Arc<State>, StartError> {
    let assets = Assets::load(&settings.site)?;
    let mail = Mail::open(&settings)?;
    let attachments = Attachments::open(&settings)?;
    let (folder, library, index) = tokio::task::block_in_place(|| open(&settings))?;
    let storage = Storage::open(&settings.database_address()).await?;
    let accounts = Accounts::new(storage, &settings);
    Ok(Arc::new(State::new(
        settings,
        folder,
        assets,
        clock,
        accounts,
        attachments,
        mail,
        index,
        library,
    )))
}

/// Runs the server until it is told to stop.
///
/// # Errors
/// See [`StartError`].
pub async fn run(settings: Settings) -> Result<(), StartError> {
    let address = settings.listen;
    // The socket comes first: a taken port is told at once, not after the index is built.
    let listener = TcpListener::bind(address)
        .await
        .map_err(|source| StartError::Listen { address, source })?;
    let address = listener.local_addr().unwrap_or(address);
    let state = state(settings, Clock::System).await?;
    let _watcher = if state.settings.watch {
        reload::watch(&state).inspect_err(|error| tracing::warn!(%error, "changes of the content folder go unnoticed until the next start")).ok()
    } else {
        None
    };
    let logins = welcome(&state).await?;
    tracing::info!("serving on http://{address}");
    show(&logins);
    let (stop_outbox, stopped) = tokio::sync::oneshot::channel();
    let outbox = tokio::spawn(mail::outbox::run(Arc::clone(&state), stopped));
    let catching_up = tokio::spawn(catch_up(Arc::clone(&state)));
    let jobs = tokio::spawn(jobs::run(Arc::clone(&state)));
    let topics = tokio::spawn(forum::top::run(Arc::clone(&state)));
    let upkeep = tokio::spawn(status::upkeep::run(Arc::clone(&state)));
    let relay = tokio::spawn(live::relay(Arc::clone(&state)));
    let hooks = tokio::spawn(status::hooks::run(Arc::clone(&state)));
    let letters = tokio::spawn(jobs::letters(Arc::clone(&state)));
    let source = tokio::spawn(status::source::run(Arc::clone(&state)));
    let cases = tokio::spawn(jobs::cases(Arc::clone(&state)));
    let case_news = tokio::spawn(jobs::case_news(Arc::clone(&state)));
    accept(&listener, &state, stop_signal()).await;
    catching_up.abort();
    jobs.abort();
    upkeep.abort();
    relay.abort();
    hooks.abort();
    letters.abort();
    source.abort();
    topics.abort();
    cases.abort();
    case_news.abort();
    drop(stop_outbox);
    let grace = Duration::from_secs(state.settings.shutdown_grace_s);
    if tokio::time::timeout(grace, outbox).await.is_err() {
        tracing::warn!("letters under way were cut off; they leave at the next start");
    }
    tracing::info!("stopped");
    Ok(())
}

/// Tries again, now and then, what the search index could not take in.
async fn catch_up(state: Arc<State>) {
    loop {
        tokio::time::sleep(reload::RETRY_AFTER).await;
        let state = Arc::clone(&state);
        if let Err(error) = tokio::task::spawn_blocking(move || reload::retry(&state)).await {
            tracing::error!(%error, "bringing the search index up to date panicked");
        }
    }
}

/// The people of the demo and their cases, where it is one; else, where there is nobody yet, a word on how to begin.
async fn welcome(state: &State) -> Result<Vec<demo::Login>, StartError> {
    let storage = &state.accounts.storage;
    if state.settings.demo {
        let snapshot = state.snapshot();
        let (policy, now) = (snapshot.library.policy(), state.clock.now());
        let logins = demo::prepare(storage, policy, now).await?;
        demo_status::prepare(storage, policy, now).await?;
        status::refresh(state).await?;
        demo_cases::prepare(storage, &state.settings, policy, now).await?;
        return Ok(logins);
    }
    demo::refuse_left_behind(storage).await?;
    if storage.accounts(&AccountFilter::default(), 1, 0).await?.is_empty() {
        tracing::info!(
            "there are no accounts yet; `guichet account create --email YOU@EXAMPLE.ORG --name NAME --staff operator` makes the first"
        );
    }
    Ok(Vec::new())
}

/// Passwords go to standard output, this once, and into no log.
#[expect(clippy::print_stdout, reason = "whoever tries the portal reads them there")]
fn show(logins: &[demo::Login]) {
    if !logins.is_empty() {
        println!("{}", demo::table(logins));
    }
}

/// The address at the other end of a request's connection, among the request's extensions.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Accepts connections until `stop`, then waits for those under way.
pub async fn accept(listener: &TcpListener, state: &Arc<State>, stop: impl Future<Output = ()>) {
    let router = router::router(state);
    let timeout = Duration::from_secs(state.settings.request_timeout_s);
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(timeout);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(Some(timeout));
    let server = Server { builder, graceful: GracefulShutdown::new(), router, timeout };
    tokio::pin!(stop);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => connection(&server, stream, peer),
                // Out of file descriptors, most likely: give some back before the next attempt.
                Err(error) => {
                    tracing::warn!(%error, "a connection cannot be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            },
            () = &mut stop => break,
        }
    }
    // Who had connected before the end is still answered.
    while let Ok(Ok((stream, peer))) = tokio::time::timeout(Duration::ZERO, listener.accept()).await
    {
        connection(&server, stream, peer);
    }
    // Streams would go on for ever.
    state.live.close();
    let grace = Duration::from_secs(state.settings.shutdown_grace_s);
    if tokio::time::timeout(grace, server.graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
}

/// What every connection is served with.
struct Server {
    builder: Builder<TokioExecutor>,
    graceful: GracefulShutdown,
    router: axum::Router,
    /// How long a client may take to say what it wants.
    timeout: Duration,
}

fn connection(server: &Server, stream: TcpStream, peer: SocketAddr) {
    // Without it small answers wait for an acknowledgement; a failure only costs speed.
    _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(Extension(Peer(peer.ip())).layer(server.router.clone()));
    let (builder, watcher, timeout) =
        (server.builder.clone(), server.graceful.watcher(), server.timeout);
    tokio::spawn(async move {
        if !matches!(tokio::time::timeout(timeout, begun(&stream)).await, Ok(Ok(true))) {
            return;
        }
        let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
        if let Err(error) = watcher.watch(connection).await {
            tracing::debug!(%error, "a connection ended early");
        }
    });
}

/// Waits until a client has said enough to know which HTTP it speaks: until then nothing else watches the time.
async fn begun(stream: &TcpStream) -> io::Result<bool> {
    /// How a client begins that speaks HTTP/2 without asking first (RFC 9113 section 3.4).
    const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    let mut first = [0; PREFACE.len()];
    loop {
        let length = stream.peek(&mut first).await?;
        if length == 0 || length == PREFACE.len() || !PREFACE.starts_with(&first[..length]) {
            return Ok(length > 0);
        }
        // What has come stays readable, so that waiting for more means looking again.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn stop_signal() {
    let interrupt = async { tokio::signal::ctrl_c().await.ok() };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<Option<()>>();
    tokio::select! { _ = interrupt => {}, _ = terminate => {} }
}
