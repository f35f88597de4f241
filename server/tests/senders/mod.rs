//! Whoever sends cases by HTTP: administrators of a paid edition, and a program with a token of the API.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, helpers included")]

use std::{
    io::{self, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use guichet_model::viewer::Role;
use guichet_server::clock::Clock;
use guichet_storage::{NewAccount, NewSession, OrganisationChange, Storage, TokenHash};
use jiff::SignedDuration;

/// A policy that lets them.
pub(crate) const POLICY: &str = "
services = [{ id = \"mail\", name = \"Mail\" }]
editions = [{ id = \"business\", name = \"Business\", tier = \"paid\" }]
";
/// How many a sender takes in a row: as an account, each with one draft, would send them.
pub(crate) const IN_A_ROW: usize = 8;
/// The program's token.
pub(crate) const TOKEN: &str = "a token of the test";

/// The address of whom a case is for; it is the token of their session, too.
pub(crate) fn address_of(number: usize) -> String {
    format!("ana{}@acme.example", number / IN_A_ROW)
}

/// Whoever sends: administrators of a paid edition, each with a session, and a token of the API.
pub(crate) async fn given_senders(storage: &Storage, cases: usize) {
    let now = Clock::System.now();
    let change = OrganisationChange {
        name: Some("Acme".into()),
        edition: Some("business".into()),
        ..OrganisationChange::default()
    };
    let organisation = storage.create_organisation(None, &change, now).await.unwrap();
    for number in (0..cases).step_by(IN_A_ROW) {
        let address = address_of(number);
        let new = NewAccount {
            email: address.parse().unwrap(),
            name: "Ana".into(),
            password_hash: None,
            staff: None,
            membership: Some((organisation.id.clone(), Role::Administrator)),
            identity: None,
        };
        let account = storage.create_account(&new, now).await.unwrap();
        let session = NewSession {
            account: account.id,
            password_hash: None,
            organisation: Some(organisation.id.clone()),
            token: TokenHash::of(&address),
            user_agent: "a test".into(),
            expires_at: now.checked_add(SignedDuration::from_hours(1)).unwrap(),
        };
        storage.create_session(&session, now).await.unwrap();
    }
    storage.create_api_token("test", &TokenHash::of(TOKEN), now).await.unwrap();
}

/// Sends a request, given its first lines, and answers the status and all of the answer.
pub(crate) fn ask(at: SocketAddr, head: &str, body: &[u8]) -> io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(at)?;
    stream.set_read_timeout(Some(Duration::from_mins(1)))?;
    let length = body.len();
    write!(
        stream,
        "{head}\r\nhost: help\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n"
    )?;
    stream.write_all(body)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
    status.map(|status| (status, answer)).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

/// A header of an answer, given its name and colon in small letters.
pub(crate) fn header(answer: &str, name: &str) -> Option<String> {
    let line = answer.lines().find(|line| line.to_ascii_lowercase().starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// What a file of a case holds.
pub(crate) fn contents(number: usize) -> Vec<u8> {
    format!("log of case {number}\n").repeat(40).into_bytes()
}

/// Sends a file and a case with it, under a key of its own, as far as it goes: the case's reference once it is acknowledged. `file` is the
/// address of the file once it is announced.
pub(crate) fn submit_by_api(
    at: SocketAddr,
    number: usize,
    file: &mut Option<String>,
) -> io::Result<Option<String>> {
    let own = format!("authorization: Bearer {TOKEN}\r\ntus-resumable: 1.0.0");
    let bytes = contents(number);
    if file.is_none() {
        let length = bytes.len();
        let announce = format!("POST /api/v1/uploads HTTP/1.1\r\n{own}\r\nupload-length: {length}");
        let (status, answer) = ask(at, &announce, b"")?;
        if status != 201 {
            return Ok(None);
        }
        *file = header(&answer, "location:");
    }
    let Some(place) = file.clone() else { return Ok(None) };
    let (status, answer) = ask(at, &format!("HEAD {place} HTTP/1.1\r\n{own}"), b"")?;
    let kept: usize = header(&answer, "upload-offset:").and_then(|n| n.parse().ok()).unwrap_or(0);
    if status != 200 {
        return Ok(None);
    }
    if kept < bytes.len() {
        let piece = format!(
            "PATCH {place} HTTP/1.1\r\n{own}\r\nupload-offset: {kept}\r\ncontent-type: application/offset+octet-stream"
        );
        let (status, _) = ask(at, &piece, &bytes[kept..])?;
        if status != 204 {
            return Ok(None);
        }
    }
    let id = place.rsplit('/').next().unwrap_or("");
    let requester = address_of(number);
    let case = format!(
        "{{\"requester\": \"{requester}\", \"service\": \"mail\", \"effect\": \"no_access\", \"reach\": \"one\", \"workaround\": \"none\", \
         \"title\": \"Case {number}\", \"description\": \"What happened in case {number}.\", \"attachments\": [\"{id}\"]}}"
    );
    let head = format!(
        "POST /api/v1/cases HTTP/1.1\r\n{own}\r\ncontent-type: application/json\r\nidempotency-key: key-{number}"
    );
    let (status, answer) = ask(at, &head, case.as_bytes())?;
    if status != 201 {
        return Ok(None);
    }
    let reference = answer.split("\"reference\":\"").nth(1).and_then(|rest| rest.split('"').next());
    Ok(reference.map(str::to_owned))
}
