//! Mail that comes back: whose case it is for, what of it is new, and whether a person wrote it at all.

mod keys;

use guichet_app::words::Words;
use guichet_model::{
    Locale,
    case::{CaseRef, Reader, Side, Via, may_read, words},
    email::EmailAddress,
};
use guichet_storage::{Audience, Case, CaseEvent, StorageError, hex};
use jiff::SignedDuration;
use mail_parser::{Address, HeaderName, HeaderValue, Message, MessageParser};
use sha2::{Digest as _, Sha256};

use super::{
    address,
    deed::{Author, Deed},
    mail_files, mail_text,
    office::Office,
    perform::{Act, Done, Refusal, perform},
    quoted, rating, sender,
};
use crate::attachments::store::{StoreError, bucket::OpenError};

/// The largest mail that is read, in bytes: ten files of 25 MB, and what transport adds to them.
pub const MAX_BYTES: u64 = 360 * 1024 * 1024;
/// The most mails that a case takes in an hour. Two programs that answer each other get no further.
const MAX_AN_HOUR: usize = 30;
/// How many mails may lie in one another.
const MAX_NESTED: usize = 500;
/// How many files that were left out are named; the others are counted.
const MAX_NAMED: usize = 10;
/// The longest address that stands for an author who has no better name, in characters (RFC 5321 section 4.5.3.1.3).
const MAX_ADDRESS: usize = 254;
/// The headers that name who a mail was for, those that mail servers write first.
const RECIPIENT_HEADERS: [&str; 6] =
    ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc"];

/// What became of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// It stands in this case now.
    Taken(CaseRef),
    /// It stands in this case for the agents alone: support does not answer whoever wrote it.
    Noted(CaseRef),
    /// It stood in this case before.
    Before(CaseRef),
    /// No person wrote it to be read, so it is left out.
    Ignored(&'static str),
}

/// Why a mail was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// It cannot be read.
    #[error("this is no mail that can be read")]
    Unreadable,
    /// It holds nothing to put into a case.
    #[error("the mail holds no words and no files")]
    Empty,
    /// None of its recipients is an address that the portal signed.
    #[error("none of the mail's recipients is an address that this portal gave out for a case")]
    NoCase,
    /// The case has had more mail within an hour than people write.
    #[error("this case has had too many mails within an hour; send it again later")]
    TooMany,
    /// No address for answers is set up.
    #[error("`mail_reply` is not set, so no address for answers has been given out")]
    NotSetUp,
    /// The database did not take it.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A file of it cannot be kept.
    #[error("a file cannot be kept: {0}")]
    File(#[from] StoreError),
    /// The place for files cannot be used.
    #[error(transparent)]
    Bucket(#[from] OpenError),
}

/// Puts a mail into the case it answers to. The same mail twice stands there once.
///
/// # Errors
/// See [`ReceiveError`].
pub async fn receive(
    office: &Office<'_>,
    raw: &[u8],
    recipients: &[String],
) -> Result<Received, ReceiveError> {
    if office.settings.mail_reply.is_none() {
        return Err(ReceiveError::NotSetUp);
    }
    if is_too_deep(raw) {
        return Err(ReceiveError::Unreadable);
    }
    let mail = MessageParser::default().parse(raw).ok_or(ReceiveError::Unreadable)?;
    if mail.from().is_none() && mail.subject().is_none() && mail.date().is_none() {
        return Err(ReceiveError::Unreadable);
    }
    if let Some(why) = automatic(&mail) {
        return Ok(Received::Ignored(why));
    }
    let case = case_of(office, &mail, recipients).await?.ok_or(ReceiveError::NoCase)?;
    let id = identifier(&mail, raw);
    let events = office.storage.case_events(&case.reference, Audience::Staff).await?;
    if events.iter().any(|event| event.message_id.as_deref() == Some(&id)) {
        return Ok(Received::Before(case.reference));
    }
    if is_flooded(office, &events) {
        return Err(ReceiveError::TooMany);
    }
    let marks = quoted::Marks::of(office, &case, &events);
    let (new, old) = quoted::split(&mail_text::of(&mail), &marks);
    let own = own_keys(office, &case).await?;
    let tidy = |text: &str| cut(&keys::masked(text, &own), words::MAX_MESSAGE);
    let mut text = tidy(&new);
    if text.is_empty() {
        text = tidy(mail.subject().unwrap_or_default());
    }
    let kept = mail_files::keep(office, &mail).await?;
    if text.is_empty() && kept.files.is_empty() {
        return Err(ReceiveError::Empty);
    }
    let text = with_left_out(&case.locale, text, &kept.left_out);
    let author = author(office, &mail, &case).await?;
    let quoted = tidy(&old);
    let deed = Deed::Write { text: text.clone(), quoted: quoted.clone() };
    let act = Act {
        reference: &case.reference,
        seen: None,
        author: &author,
        deed: &deed,
        files: &kept.files,
        message_id: Some(&id),
    };
    let mut done = perform(office, &act).await;
    let mut taken = Received::Taken(case.reference.clone());
    if let Err(Refusal::Lapsed(denial)) = done {
        let deed = Deed::NoteMail { text, quoted, denial };
        done = perform(office, &Act { deed: &deed, ..act }).await;
        taken = Received::Noted(case.reference.clone());
    }
    match done {
        Ok(Done::Now) => Ok(taken),
        Ok(Done::Before) => Ok(Received::Before(case.reference)),
        Err(Refusal::Storage(error)) => Err(error.into()),
        Err(Refusal::NoCase | Refusal::Impossible(_) | Refusal::Lapsed(_)) => {
            Err(ReceiveError::NoCase)
        }
        // Others were quicker time and again: the mail server shall try later.
        Err(Refusal::Outdated) => Err(ReceiveError::Storage(StorageError::Random(
            "the case changes too quickly".to_owned(),
        ))),
    }
}

/// Whether mails lie in mails deeper than anyone forwards them: reading them takes a step of the stack each.
fn is_too_deep(raw: &[u8]) -> bool {
    const NESTED: &[u8] = b"message/rfc822";
    let slash = NESTED.iter().position(|byte| *byte == b'/').unwrap_or(0);
    let nested = raw
        .windows(NESTED.len())
        .filter(|window| window[slash] == b'/' && window.eq_ignore_ascii_case(NESTED));
    nested.take(MAX_NESTED + 1).count() > MAX_NESTED
}

/// Why a mail is no person's: an automatic answer, a report of the mail system, a list (RFC 3834, RFC 3464).
fn automatic(mail: &Message<'_>) -> Option<&'static str> {
    let header =
        |name: &'static str| mail.header_raw(name).map(|value| value.trim().to_ascii_lowercase());
    // The keyword may have parameters (RFC 3834 section 5).
    let submitted = header("Auto-Submitted");
    let submitted = submitted.as_deref().and_then(|value| value.split(';').next()).map(str::trim);
    if submitted.is_some_and(|value| !value.is_empty() && value != "no") {
        return Some("it was sent automatically");
    }
    if header("Precedence")
        .is_some_and(|value| matches!(value.as_str(), "bulk" | "junk" | "list" | "auto_reply"))
        || header("X-Autoreply").is_some()
        || header("X-Autorespond").is_some()
        || header("List-Id").is_some()
    {
        return Some("it was sent automatically");
    }
    let is_report = mail.content_type_is("multipart", "report");
    if is_report || header("Return-Path").is_some_and(|value| value == "<>") {
        return Some("it is a report of a mail system");
    }
    let sender = from(mail).unwrap_or_default().to_ascii_lowercase();
    // People answer as `postmaster`, too: reports under that name are told by what is looked at above.
    sender.starts_with("mailer-daemon@").then_some("it is a report of a mail system")
}

/// Reads a message's content type.
trait ContentTypeIs {
    fn content_type_is(&self, kind: &str, subtype: &str) -> bool;
}

impl ContentTypeIs for Message<'_> {
    fn content_type_is(&self, kind: &str, subtype: &str) -> bool {
        let Some(HeaderValue::ContentType(found)) = self.header(HeaderName::ContentType) else {
            return false;
        };
        found.c_type.eq_ignore_ascii_case(kind)
            && found.c_subtype.as_deref().is_some_and(|s| s.eq_ignore_ascii_case(subtype))
    }
}

/// The case that one of the recipients is an address of: those the mail server named first.
async fn case_of(
    office: &Office<'_>,
    mail: &Message<'_>,
    recipients: &[String],
) -> Result<Option<Case>, StorageError> {
    let mut addresses: Vec<String> = recipients.to_vec();
    for name in RECIPIENT_HEADERS {
        for header in mail.headers().iter().filter(|h| h.name().eq_ignore_ascii_case(name)) {
            match header.value() {
                HeaderValue::Address(address) => addresses.extend(addresses_of(address)),
                HeaderValue::Text(text) => addresses.push(text.to_string()),
                HeaderValue::TextList(texts) => {
                    addresses.extend(texts.iter().map(ToString::to_string));
                }
                _ => {}
            }
        }
    }
    for address in addresses {
        if let Some(reference) = address::case_of(office.settings, office.storage, &address).await?
        {
            return office.storage.case(&reference).await;
        }
    }
    Ok(None)
}

fn addresses_of<'a>(address: &'a Address<'_>) -> impl Iterator<Item = String> + 'a {
    address.iter().filter_map(|address| address.address().map(str::to_owned))
}

/// Whether a case has had more mail than people write.
fn is_flooded(office: &Office<'_>, events: &[CaseEvent]) -> bool {
    let since = office.now.saturating_sub(SignedDuration::from_hours(1)).unwrap_or(office.now);
    let by_mail = |event: &&CaseEvent| {
        event.entry.side == Side::Customer
            && matches!(event.entry.via, Via::Mail | Via::UnverifiedMail)
            && event.at > since
    };
    events.iter().filter(by_mail).count() >= MAX_AN_HOUR
}

/// The words with word of the files that were not taken, so that nobody waits for them.
pub(crate) fn with_left_out(locale: &Locale, text: String, left_out: &[String]) -> String {
    if left_out.is_empty() {
        return text;
    }
    let words = Words::of(locale);
    let (named, more) = left_out.split_at(left_out.len().min(MAX_NAMED));
    let mut listed = named.to_vec();
    if !more.is_empty() {
        listed.push(format!("+{}", words.number(more.len())));
    }
    let said = words.case_files_left_out(words.list(&listed));
    format!("{text}\n\n[{said}]").trim().to_owned()
}

/// Who wrote it: the person of that address, where they may read the case and the mail server vouches for it; else whoever got the address
/// from one who may, under the address they wrote from, which anyone could have written there.
async fn author(
    office: &Office<'_>,
    mail: &Message<'_>,
    case: &Case,
) -> Result<Author, StorageError> {
    let vouched = match &office.settings.mail_authserv_id {
        Some(authserv_id) => sender::vouched_for(mail, authserv_id),
        None => true,
    };
    let via = if vouched { Via::Mail } else { Via::UnverifiedMail };
    let by_mail = |account, name| Author { account, name, side: Side::Customer, via };
    let address = from(mail).unwrap_or_default();
    let Ok(email) = address.parse::<EmailAddress>() else {
        // A bare name is anybody's, an agent's too.
        let address = cut(&address, MAX_ADDRESS);
        let unknown = || Words::of(&case.locale).case_author_unknown();
        return Ok(by_mail(None, if address.is_empty() { unknown() } else { address }));
    };
    if vouched
        && let Some(account) = office.storage.account_by_email(&email).await?
        && account.staff.is_none()
    {
        let memberships = office.storage.memberships(&account.id).await?;
        let reader = |organisation| Reader { account: account.id.as_str(), organisation };
        let reads = std::iter::once(None)
            .chain(memberships.iter().map(|membership| {
                let organisation = &membership.organisation;
                Some((organisation.id.as_str(), membership.role, organisation.suspended))
            }))
            .any(|organisation| may_read(reader(organisation), case.readers()));
        if reads {
            return Ok(by_mail(Some(account.id), account.name));
        }
    }
    Ok(by_mail(None, email.to_string()))
}

/// The address that a mail says it comes from.
fn from(mail: &Message<'_>) -> Option<String> {
    mail.from()?.first()?.address().map(str::to_owned)
}

/// The keys in the letters about a case: the one of its address for answers, and the one of its questionnaire.
async fn own_keys(office: &Office<'_>, case: &Case) -> Result<Vec<String>, StorageError> {
    let reply = address::of_case(office, &case.reference).await?;
    let reply = reply.as_deref().and_then(|address| address.rsplit_once('@')?.0.rsplit_once('.'));
    let rating = rating::url(office, case).await?;
    let keys = reply.into_iter().chain(rating.rsplit_once('='));
    Ok(keys.map(|(_, key)| key.to_ascii_lowercase()).collect())
}

/// The mail's identifier; for one without, a digest of it.
fn identifier(mail: &Message<'_>, raw: &[u8]) -> String {
    let plain = |id: &&str| {
        id.len() <= 500
            && id.contains('@')
            && !id.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'))
    };
    if let Some(id) = mail.message_id().filter(plain) {
        return id.to_owned();
    }
    hex(&Sha256::digest(raw)) + "@digest.invalid"
}

/// A text that fits; a mail cannot be given back to be shortened, so the end is left out and marked.
fn cut(text: &str, limit: usize) -> String {
    let tidy: String =
        text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
    let tidy = tidy.trim();
    if tidy.chars().count() <= limit {
        return tidy.to_owned();
    }
    tidy.chars().take(limit - 2).chain(" …".chars()).collect()
}
