//! A form with files, as browsers send it without scripts (RFC 7578).

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{FromRequest as _, Multipart, multipart::Field},
    http::Request,
};
use guichet_model::ProblemCode;
use guichet_storage::{AttachmentId, Sender};

use super::{
    name,
    receive::{self, Fault},
};
use crate::state::State;

/// The most bytes of all that is no file: a megabyte of text, written as forms without files send it.
pub const MAX_TEXT: usize = 4 * 1024 * 1024;

/// What became of a form's parts.
#[derive(Debug, Default)]
pub struct Parts {
    /// Fields that are no files, by name, in the order of the form.
    pub fields: Vec<(String, String)>,
    /// The files that were taken.
    pub taken: Vec<AttachmentId>,
    /// The files that were not, by name, and why.
    pub refused: Vec<(String, Fault)>,
}

impl Parts {
    /// A field, empty when it was not sent.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }
}

/// Receives a form. Files are taken one after the other; one that is refused does not keep the others out. Of a form that breaks off, a
/// draft keeps what has come; without a draft, nothing stays that nobody would find.
///
/// # Errors
/// When it is no such form, or the disk or the database fail.
pub async fn receive(
    state: &Arc<State>,
    sender: Sender<'_>,
    request: Request<Body>,
) -> Result<Parts, ProblemCode> {
    let (parts, done) = receive_whole(state, Some(sender), request).await;
    done.map(|()| parts)
}

/// The same, with whatever could be read of a form that failed: what somebody has written shall not be lost with it. Files are left out where
/// nobody may send them.
pub async fn receive_whole(
    state: &Arc<State>,
    sender: Option<Sender<'_>>,
    request: Request<Body>,
) -> (Parts, Result<(), ProblemCode>) {
    let mut parts = Parts::default();
    let Ok(form) = Multipart::from_request(request, &()).await else {
        return (parts, Err(ProblemCode::BadRequest));
    };
    let done = take(state, sender, form, &mut parts).await;
    if done.is_err() && sender.is_none_or(|sender| sender.draft.is_none()) {
        for id in std::mem::take(&mut parts.taken) {
            // What cannot be forgotten now is cleared within a day.
            _ = receive::forget(state, &id).await;
        }
    }
    (parts, done)
}

async fn take(
    state: &Arc<State>,
    mut sender: Option<Sender<'_>>,
    mut form: Multipart,
    parts: &mut Parts,
) -> Result<(), ProblemCode> {
    let mut done = Ok(());
    let mut room = MAX_TEXT;
    while let Some(field) = form.next_field().await.map_err(|_| ProblemCode::BadRequest)? {
        let Some(called) = field.file_name().map(str::to_owned) else {
            parts.fields.push(text(field, &mut room).await?);
            continue;
        };
        // A field of files that nobody filled in is sent with an empty name.
        let Some(from) = sender.filter(|_| !called.is_empty()) else { continue };
        match receive::whole(state, from, &called, field).await {
            Ok(id) => parts.taken.push(id),
            Err(Fault::Failed(code)) => {
                // No more files; the fields after them are read all the same.
                done = Err(code);
                sender = None;
            }
            Err(Fault::Interrupted) => return Err(ProblemCode::BadRequest),
            Err(fault) => parts.refused.push((name::tidy(&called), fault)),
        }
    }
    done
}

/// Reads a field that is no file, as far as the form has room for it.
async fn text(mut field: Field<'_>, room: &mut usize) -> Result<(String, String), ProblemCode> {
    let name = field.name().unwrap_or("").to_owned();
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|_| ProblemCode::BadRequest)? {
        *room = room.checked_sub(chunk.len()).ok_or(ProblemCode::TooLarge)?;
        bytes.extend_from_slice(&chunk);
    }
    Ok((name, String::from_utf8_lossy(&bytes).into_owned()))
}
