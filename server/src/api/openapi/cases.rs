//! The part of the description that is about problems: how urgent they are, cases, and the files that go with them.

use guichet_model::{
    case::{MAX_FILES, words},
    priority::{Effect, Level, Reach, Workaround},
};
use serde_json::{Map, Value, json};

use super::{answer, object, one_of, path_parameter, problem};
use crate::api::cases::MAX_KEY;

/// The paths, by address.
pub(super) fn paths() -> Map<String, Value> {
    let priority = json!({ "post": {
        "operationId": "priority",
        "summary": "The priority that the policy's rules give to answers about a problem, why, and when the first answer would be due",
        "requestBody": body("PriorityAnswers"),
        "responses": { "200": answer("PrioritySuggestion"), "400": problem(), "404": problem(), "413": problem(), "415": problem(), "422": problem() },
    } });
    let key = json!({ "name": "Idempotency-Key", "in": "header", "description": "Sent again under the same key within 30 days, it is the same case", "schema": { "type": "string", "maxLength": MAX_KEY } });
    let cases = json!({ "post": {
        "operationId": "createCase",
        "summary": "Submits a case: for whoever is signed in, or, with a token, for the account it names",
        "security": [{}, { "token": [] }],
        "parameters": [key],
        "requestBody": body("NewCase"),
        "responses": { "201": answer("CreatedCase"), "400": problem(), "401": problem(), "403": problem(), "413": problem(), "415": problem(), "422": problem(), "429": problem(), "503": problem(), "507": problem() },
    } });
    Map::from_iter([
        ("/api/v1/priority".to_owned(), priority),
        ("/api/v1/cases".to_owned(), cases),
        ("/api/v1/uploads".to_owned(), uploads()),
        ("/api/v1/uploads/{id}".to_owned(), upload()),
    ])
}

fn tus(operation: &str, summary: &str, parameters: &Value, responses: &Value) -> Value {
    json!({ "operationId": operation, "summary": summary, "security": [{}, { "token": [] }], "parameters": parameters, "responses": responses })
}

fn header(name: &str, text: &str) -> Value {
    json!({ "name": name, "in": "header", "required": true, "description": text, "schema": { "type": "string" } })
}

fn done() -> Value {
    json!({ "description": "Done" })
}

/// Files are sent by tus 1.0.0.
fn uploads() -> Value {
    let version = header("Tus-Resumable", "1.0.0");
    json!({
        "post": tus("createUpload", "Announces a file that is sent in pieces (tus 1.0.0, creation)", &json!([
            version, header("Upload-Length", "Its bytes"), header("Upload-Metadata", "`filename` and its name in base64"),
        ]), &json!({ "201": done(), "400": problem(), "401": problem(), "409": problem(), "412": problem(), "413": problem(), "503": problem(), "507": problem() })),
        "options": tus("uploadOptions", "What the server can do", &json!([]), &json!({ "204": done() })),
    })
}

fn upload() -> Value {
    let version = header("Tus-Resumable", "1.0.0");
    let found = json!({ "401": problem(), "404": problem(), "412": problem(), "503": problem() });
    let with = |more: Value| {
        let mut all = found.clone();
        if let (Some(all), Value::Object(more)) = (all.as_object_mut(), more) {
            all.extend(more);
        }
        all
    };
    let id = path_parameter("id");
    json!({
        "head": tus("uploadOffset", "How much of a file is kept", &json!([id, version]), &with(json!({ "200": done() }))),
        "patch": tus("uploadPiece", "Continues a file (application/offset+octet-stream)", &json!([id, version, header("Upload-Offset", "Where the piece begins")]),
            &with(json!({ "204": done(), "408": problem(), "409": problem(), "413": problem(), "415": problem(), "422": problem(), "507": problem() }))),
        "delete": tus("deleteUpload", "Forgets a file", &json!([id, version]), &with(json!({ "204": done(), "409": problem() }))),
        "options": tus("uploadOptionsOfOne", "What the server can do", &json!([id]), &json!({ "204": done() })),
    })
}

fn body(schema: &str) -> Value {
    json!({ "required": true, "content": { "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } } })
}

fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Value {
    one_of(&all.iter().map(|one| name(*one)).collect::<Vec<_>>())
}

/// The schemas, by name.
pub(super) fn schemas() -> Map<String, Value> {
    let text = json!({ "type": "string" });
    let all = json!({
        "PriorityAnswers": object(&["service", "effect", "reach", "workaround"], &json!({
            "service": { "type": "string", "description": "The identifier of a service of the policy" },
            "effect": names(Effect::ALL, Effect::name),
            "reach": names(Reach::ALL, Reach::name),
            "workaround": names(Workaround::ALL, Workaround::name),
            "locale": { "type": "string", "description": "The language of the answer; the default locale when absent" },
        })),
        "NewCase": object(&["service", "effect", "reach", "workaround", "title", "description"], &json!({
            "service": { "type": "string", "description": "The identifier of a service of the policy" },
            "effect": names(Effect::ALL, Effect::name), "reach": names(Reach::ALL, Reach::name), "workaround": names(Workaround::ALL, Workaround::name),
            "title": { "type": "string", "maxLength": words::MAX_TITLE }, "description": { "type": "string", "maxLength": words::MAX_MESSAGE },
            "since": { "type": "string", "description": "Since when, in the person's own words" },
            "priority": names(Level::ALL, Level::name),
            "reason": { "type": "string", "description": "Why another priority than suggested; needed then", "maxLength": words::MAX_REASON },
            "locale": text, "attachments": { "type": "array", "maxItems": MAX_FILES, "items": { "type": "string", "description": "The last segment of an upload's address" } },
            "requester": { "type": "string", "description": "With a token: the address of the account that asks" },
            "organisation": { "type": "string", "description": "With a token: the external identifier of the organisation it asks for, where it has several" },
        })),
        "CreatedCase": object(&["reference", "url", "title", "service", "priority", "suggested", "created_at", "first_response_due"], &json!({
            "reference": text, "url": text, "title": text, "service": text,
            "priority": names(Level::ALL, Level::name), "suggested": names(Level::ALL, Level::name),
            "created_at": { "type": "string", "format": "date-time" }, "first_response_due": { "type": ["string", "null"], "format": "date-time" },
        })),
        "PrioritySuggestion": object(&["priority", "rule", "because", "example", "first_response_due"], &json!({
            "priority": names(Level::ALL, Level::name),
            "rule": { "type": "string", "description": "The rule that matched first" },
            "because": text, "example": text,
            "first_response_due": { "type": ["string", "null"], "format": "date-time", "description": "When the first answer to a case that arrives now is due; null where the policy promises no time" },
        })),
    });
    match all {
        Value::Object(all) => all,
        _ => Map::new(),
    }
}
