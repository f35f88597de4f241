//! Settings: defaults, then a file, then the environment, then flags. A key that nobody knows is refused.

mod provider;

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use guichet_model::email::EmailAddress;
use serde::{Deserialize, Serialize};

pub use self::provider::OidcSettings;
use crate::attachments::place::FilePlace;

/// The file that is read when it lies in the working folder and no other is named.
pub const DEFAULT_FILE: &str = "guichet.toml";
/// What environment variables begin with: `GUICHET_LISTEN`.
pub const ENV_PREFIX: &str = "GUICHET_";
/// The fewest characters of the key that signs chat references: HS256 asks for 256 bits (RFC 7518 section 3.2).
const MIN_CHAT_SECRET: usize = 32;

/// How the server runs. What the portal says and whom it serves stands in the content folder's `portal.toml` instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The address to listen on.
    pub listen: SocketAddr,
    /// The content folder.
    pub content: PathBuf,
    /// The folder for what the server writes: the search index and, where no other place is named, the database and the files that people send.
    pub data: PathBuf,
    /// The folder of the built style sheet, scripts and WebAssembly.
    pub site: PathBuf,
    /// Where readers reach the portal, such as `https://help.example.org`; used in links that must be absolute.
    pub public_url: Option<String>,
    /// The database: `sqlite:PATH` or `postgres://USER@HOST/NAME`; `guichet.db` in the data folder when absent.
    pub database: Option<Concealed>,
    /// Where the files that people send lie: a folder, or `s3://BUCKET/PREFIX`, reached as the environment's `AWS_…` variables say; `attachments`
    /// in the data folder when absent. Several servers share one.
    pub attachments: Option<FilePlace>,
    /// Hours without use after which a session ends.
    pub session_idle_h: u32,
    /// Hours after which a session ends whatever happens.
    pub session_absolute_h: u32,
    /// Addresses of proxies in front, whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// The mail server: `smtps://USER:PASSWORD@HOST`, `smtp://HOST:25`, or `smtp://HOST:587?tls=required`. Without one no mail is sent.
    pub smtp: Option<Concealed>,
    /// Whom mail comes from, such as `Example Help <help@example.org>`.
    pub mail_from: Option<String>,
    /// The address that answers to mail about cases come to, such as `reply@help.example.org`: the mail server hands whatever is sent to it,
    /// with anything between a `+` and the `@`, to `guichet mail receive`. Without one, mail asks its readers to answer in the portal.
    pub mail_reply: Option<EmailAddress>,
    /// The name under which the mail server that hands over mail writes `Authentication-Results` (RFC 8601), such as `mx.example.org`. With
    /// it, a person is taken as the author of a mail only where the server vouches for the `From` domain; without it, `From` is believed.
    pub mail_authserv_id: Option<String>,
    /// Who has to have a second step of signing in.
    pub second_factor: SecondFactor,
    /// Identity providers people may sign in with (OpenID Connect).
    pub oidc: Vec<OidcSettings>,
    /// The key that the portal shares with the operator's chat system, at least 32 characters: it signs the references that chats are opened
    /// with. Without one they are signed by a key of the portal's own, which no other system can check.
    pub chat_secret: Option<Concealed>,
    /// Whether webhooks and other status pages may lie in a private network, and be asked without TLS.
    pub private_webhooks: bool,
    /// Whether to create an account of each kind, with passwords printed once, to try the portal with.
    pub demo: bool,
    /// What is logged: a level, or directives of tracing's `EnvFilter`.
    pub log: String,
    /// How it is logged.
    pub log_format: LogFormat,
    /// Seconds after which a page that stands open asks anew for what it keeps up to date, also where a proxy lets no streams through.
    pub live_poll_s: u64,
    /// Memory for rendered pages, in megabytes.
    pub page_cache_mb: u64,
    /// Searches that may wait for their turn before further ones are answered 503.
    pub search_waiting: usize,
    /// Seconds a request may take to arrive and to be answered.
    pub request_timeout_s: u64,
    /// The largest request body accepted, in kilobytes.
    pub body_limit_kb: usize,
    /// Seconds that requests under way have to finish at shutdown.
    pub shutdown_grace_s: u64,
    /// Whether changes of the content folder are taken in while running.
    pub watch: bool,
}

/// A value with a password in it: neither `Debug` nor `--print-config` shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Concealed(pub String);

impl fmt::Debug for Concealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Concealed")
    }
}

/// Who has to have a second step of signing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactor {
    /// Nobody: each person chooses.
    Optional,
    /// Staff who sign in with a password: their role waits until they have turned it on.
    RequiredOfStaff,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Plain,
    /// One JSON object a line.
    Json,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 3000)),
            content: beside_program("content"),
            data: PathBuf::from("data"),
            site: beside_program("site"),
            public_url: None,
            database: None,
            attachments: None,
            session_idle_h: 12,
            session_absolute_h: 24 * 14,
            trusted_proxies: Vec::new(),
            smtp: None,
            mail_from: None,
            mail_reply: None,
            mail_authserv_id: None,
            second_factor: SecondFactor::Optional,
            oidc: Vec::new(),
            chat_secret: None,
            private_webhooks: false,
            demo: false,
            log: "info".to_owned(),
            log_format: LogFormat::Plain,
            live_poll_s: 60,
            page_cache_mb: 64,
            search_waiting: 256,
            request_timeout_s: 30,
            body_limit_kb: 256,
            shutdown_grace_s: 10,
            watch: true,
        }
    }
}

/// A folder of the working folder if it is there, else of the program's own.
fn beside_program(name: &str) -> PathBuf {
    let here = PathBuf::from(name);
    if here.is_dir() {
        return here;
    }
    let program = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join(name)));
    program.filter(|folder| folder.is_dir()).unwrap_or(here)
}

/// Flags, as far as they were given; names are those of [`Settings`].
#[derive(Debug, Clone, Default, Serialize, clap::Args)]
pub struct Flags {
    /// The settings file [default: guichet.toml, where there is one]
    #[arg(long, value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// The address to listen on
    #[arg(long, value_name = "ADDR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
    /// The content folder
    #[arg(long, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<PathBuf>,
    /// The folder for what the portal keeps: the search index, the database, the files that people send
    #[arg(long, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// The folder of the built style sheet, scripts and WebAssembly
    #[arg(long, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<PathBuf>,
    /// Where readers reach the portal, such as <https://help.example.org>
    #[arg(long, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// The database: <sqlite:PATH> or <postgres://USER@HOST/NAME> [default: guichet.db in the data folder]
    #[arg(long, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// Creates an account of each kind, with passwords printed once, to try the portal with
    #[arg(long)]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub demo: bool,
    /// What is logged: error, warn, info, debug, or a directive a module
    #[arg(long, value_name = "FILTER")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// How it is logged
    #[arg(long, value_name = "FORMAT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_format: Option<LogFormat>,
}

/// Settings that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A source holds an unknown key or a value of the wrong kind.
    #[error("{0}\nhelp: `guichet serve --print-config` shows every setting with its default")]
    Invalid(Box<figment::Error>),
    /// The named file is not there.
    #[error("the settings file {} does not exist", .0.display())]
    NoFile(PathBuf),
    /// The public address is none.
    #[error(
        "public_url is `{0}`; write the scheme and host that readers use, such as https://help.example.org"
    )]
    PublicUrl(String),
    /// A provider of the settings cannot be used.
    #[error("the identity provider `{id}` cannot be used: {why}")]
    Provider {
        /// Its name in addresses.
        id: String,
        /// Why not.
        why: &'static str,
    },
    /// The key of chat references is too short for what it signs.
    #[error(
        "chat_secret has fewer than {MIN_CHAT_SECRET} characters; write a long random one, such as `openssl rand -hex 32` prints"
    )]
    ChatSecret,
}

impl Settings {
    /// Merges all sources.
    ///
    /// # Errors
    /// When a source has an unknown key, a value of the wrong kind or an impossible one.
    pub fn load(flags: &Flags) -> Result<Self, SettingsError> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        match &flags.config {
            Some(file) if !file.is_file() => return Err(SettingsError::NoFile(file.clone())),
            Some(file) => figment = figment.merge(Toml::file_exact(file)),
            None if Path::new(DEFAULT_FILE).is_file() => {
                figment = figment.merge(Toml::file_exact(DEFAULT_FILE));
            }
            None => {}
        }
        let figment = figment.merge(Env::prefixed(ENV_PREFIX)).merge(Serialized::defaults(flags));
        let mut settings: Self =
            figment.extract().map_err(|error| SettingsError::Invalid(Box::new(error)))?;
        if let Some(url) = &mut settings.public_url {
            let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
            if host.is_none_or(|host| {
                host.is_empty() || host.starts_with('/') || host.contains(char::is_whitespace)
            }) {
                return Err(SettingsError::PublicUrl(url.clone()));
            }
            url.truncate(url.trim_end_matches('/').len());
        }
        settings.check_providers()?;
        if settings.chat_secret.as_ref().is_some_and(|Concealed(key)| key.len() < MIN_CHAT_SECRET) {
            return Err(SettingsError::ChatSecret);
        }
        Ok(settings)
    }

    fn check_providers(&self) -> Result<(), SettingsError> {
        for (n, provider) in self.oidc.iter().enumerate() {
            let twice = self.oidc[..n].iter().any(|other| other.id == provider.id);
            let why = if self.public_url.is_none() {
                Some("public_url has to say where it sends people back to")
            } else if twice {
                Some("another one has the same id")
            } else {
                provider.fault()
            };
            if let Some(why) = why {
                return Err(SettingsError::Provider { id: provider.id.clone(), why });
            }
        }
        Ok(())
    }

    /// The settings as a file that [`Settings::load`] reads; what holds passwords is concealed.
    pub fn to_toml(&self) -> String {
        let conceal = |value: &mut Option<Concealed>| {
            if let Some(Concealed(text)) = value {
                "(concealed)".clone_into(text);
            }
        };
        let mut shown = self.clone();
        conceal(&mut shown.database);
        conceal(&mut shown.smtp);
        conceal(&mut shown.chat_secret);
        shown.oidc.iter_mut().for_each(|provider| conceal(&mut provider.client_secret));
        toml::to_string_pretty(&shown).unwrap_or_default()
    }

    /// Whether readers reach the portal over https.
    pub fn is_https(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// Where the portal is reached, for links outside its pages; the address it listens on while the operator has not said.
    pub fn base_url(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen))
    }

    /// Where the files that people send lie.
    pub fn files(&self) -> FilePlace {
        let own = || FilePlace::Folder(self.data.join("attachments"));
        self.attachments.clone().unwrap_or_else(own)
    }

    /// The address of the database.
    pub fn database_address(&self) -> String {
        match &self.database {
            Some(Concealed(address)) => address.clone(),
            None => format!("sqlite:{}", self.data.join("guichet.db").display()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags_with(file: &Path) -> Flags {
        Flags { config: Some(file.to_owned()), ..Flags::default() }
    }

    #[test]
    fn a_flag_wins_over_the_file_and_the_file_over_the_default() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "listen = \"127.0.0.1:4000\"\npage_cache_mb = 8\n").unwrap();
        let settings = Settings::load(&flags_with(file.path())).unwrap();
        assert_eq!((settings.listen.port(), settings.page_cache_mb), (4000, 8));
        let flags =
            Flags { listen: Some("127.0.0.1:5000".parse().unwrap()), ..flags_with(file.path()) };
        assert_eq!(Settings::load(&flags).unwrap().listen.port(), 5000);
    }

    #[test]
    fn a_key_nobody_knows_is_refused_by_name() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "lisen = \"127.0.0.1:4000\"\n").unwrap();
        let error = Settings::load(&flags_with(file.path())).unwrap_err().to_string();
        assert!(error.contains("lisen") && error.contains("--print-config"), "{error}");
    }

    #[test]
    fn a_short_key_of_chat_references_is_refused_and_no_key_is_printed() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "chat_secret = \"short\"\n").unwrap();
        let error = Settings::load(&flags_with(file.path())).unwrap_err();
        assert!(
            matches!(error, SettingsError::ChatSecret) && !error.to_string().contains("short\"")
        );
        let key = "k".repeat(32);
        std::fs::write(file.path(), format!("chat_secret = \"{key}\"\n")).unwrap();
        let settings = Settings::load(&flags_with(file.path())).unwrap();
        assert!(!settings.to_toml().contains(&key) && !format!("{settings:?}").contains(&key));
    }

    #[test]
    fn what_is_printed_can_be_read_back() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), Settings::default().to_toml()).unwrap();
        assert_eq!(Settings::load(&flags_with(file.path())).unwrap(), Settings::default());
    }

    #[test]
    fn a_provider_that_cannot_work_is_refused_at_the_start() {
        let load = |text: &str| {
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), text).unwrap();
            Settings::load(&flags_with(file.path())).map_err(|error| error.to_string())
        };
        let provider = |id: &str, issuer: &str, more: &str| {
            format!(
                "[[oidc]]\nid = \"{id}\"\nname = \"N\"\nissuer = \"{issuer}\"\nclient_id = \"c\"\n{more}\n"
            )
        };
        let public = "public_url = \"https://help.example\"\n";
        let good = provider("a", "https://id.example", "");
        assert!(load(&format!("{public}{good}")).is_ok());
        assert!(load(&format!("{public}{}", provider("a", "http://127.0.0.1:9/x", ""))).is_ok());
        for (settings, why) in [
            (good.clone(), "public_url"),
            (format!("{public}{good}{good}"), "same id"),
            (format!("{public}{}", provider("a/b", "https://id.example", "")), "addresses"),
            (format!("{public}{}", provider("a", "http://id.example", "")), "https"),
            (format!("{public}{}", provider("a", "http://localhost.evil.example", "")), "https"),
            (
                format!("{public}{}", provider("a", "https://id.example", "role_claim = \"r\"")),
                "administrator_values",
            ),
        ] {
            let error = load(&settings).unwrap_err();
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn files_lie_in_a_folder_or_in_a_bucket() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let load = |line: &str| {
            std::fs::write(file.path(), line).unwrap();
            Settings::load(&flags_with(file.path())).map_err(|error| error.to_string())
        };
        assert_eq!(load("").unwrap().files(), FilePlace::Folder("data/attachments".into()));
        let settings = load("attachments = \"s3://files/help\"\n").unwrap();
        assert_eq!(settings.files().to_string(), "s3://files/help");
        assert!(settings.to_toml().contains("attachments = \"s3://files/help\""));
        let error = load("attachments = \"s3://key:hunter2@files\"\n").unwrap_err();
        assert!(error.contains("AWS_ACCESS_KEY_ID") && !error.contains("hunter2"), "{error}");
    }

    #[test]
    fn a_public_address_without_a_host_is_refused() {
        for url in ["help.example.org", "https://", "ftp://x", "https:///x"] {
            let flags = Flags { public_url: Some(url.to_owned()), ..Flags::default() };
            assert!(matches!(Settings::load(&flags), Err(SettingsError::PublicUrl(_))), "{url}");
        }
    }
}
