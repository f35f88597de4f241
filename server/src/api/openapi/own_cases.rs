//! The part of the description that is about one's own cases.

use guichet_model::{case::Outcome, status::Stage};
use serde_json::{Map, Value, json};

use super::{answer, locale_parameter, object, path_parameter, problem};

/// The paths, by address.
pub(super) fn paths() -> Map<String, Value> {
    let list = json!({ "get": {
        "operationId": "cases",
        "summary": "One's own cases, and those of the organisation that it shares with its administrators, last changed first",
        "parameters": [locale_parameter(), { "name": "offset", "in": "query", "description": "The cases to leave out", "schema": { "type": "integer", "minimum": 0, "default": 0 } }],
        "responses": { "200": answer("Cases"), "400": problem(), "401": problem(), "503": problem() },
    } });
    let one = json!({ "get": {
        "operationId": "case",
        "summary": "A case with its history",
        "parameters": [path_parameter("reference"), locale_parameter()],
        "responses": { "200": answer("CaseWithHistory"), "401": problem(), "404": problem(), "503": problem() },
    } });
    let reply = json!({ "post": {
        "operationId": "replyToCase",
        "summary": "Adds a message to a case; one that was solved is reopened, where support still answers whoever asks",
        "parameters": [path_parameter("reference")],
        "requestBody": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/CaseMessage" } } } },
        "responses": { "201": answer("CaseWithHistory"), "400": problem(), "401": problem(), "403": problem(), "404": problem(), "413": problem(), "415": problem(), "422": problem(), "429": problem(), "503": problem(), "507": problem() },
    } });
    Map::from_iter([
        ("/api/v1/cases".to_owned(), list),
        ("/api/v1/cases/{reference}".to_owned(), one),
        ("/api/v1/cases/{reference}/messages".to_owned(), reply),
    ])
}

/// The schemas, by name.
pub(super) fn schemas() -> Map<String, Value> {
    let text = json!({ "type": "string" });
    let instant = json!({ "type": "string", "format": "date-time" });
    let maybe = json!({ "type": ["string", "null"] });
    let facts = json!({
        "reference": text, "title": text,
        "status": { "type": "string", "enum": ["new", "open", "pending", "hold", "solved", "closed"] },
        "priority": { "type": "string", "enum": ["P1", "P2", "P3", "P4"] },
        "service": text, "service_name": text, "locale": text, "requester": text,
        "created_at": instant, "updated_at": instant,
        "due_at": { "type": ["string", "null"], "format": "date-time", "description": "By when support answers; null while it is not its turn" },
        "outcome": { "anyOf": [{ "$ref": "#/components/schemas/CaseOutcome" }, { "type": "null" }], "description": "How it ended; null while it is open, and where no outcome was given" },
        "incidents": { "type": "array", "items": { "$ref": "#/components/schemas/CaseIncident" }, "description": "The incidents and maintenance of the status page that the case belongs to" },
        "url": text,
    });
    let names = [
        "reference",
        "title",
        "status",
        "priority",
        "service",
        "service_name",
        "locale",
        "requester",
        "created_at",
        "updated_at",
        "due_at",
        "outcome",
        "incidents",
        "url",
    ];
    let mut whole = facts.clone();
    whole["timeline"] =
        json!({ "type": "array", "items": { "$ref": "#/components/schemas/CaseEntry" } });
    let mut whole_names = names.to_vec();
    whole_names.push("timeline");
    let all = json!({
        "Cases": object(&["cases"], &json!({ "cases": { "type": "array", "items": { "$ref": "#/components/schemas/Case" } } })),
        "Case": object(&names, &facts),
        "CaseWithHistory": object(&whole_names, &whole),
        "CaseEntry": object(&["id", "at", "kind", "side", "author", "via", "text", "quoted", "before", "after", "files"], &json!({
            "id": text, "at": instant, "kind": text, "side": { "type": "string", "enum": ["customer", "agent", "portal"] },
            "author": text, "via": { "type": "string", "enum": ["web", "mail", "unverified-mail", "api"] },
            "text": text, "quoted": text, "before": maybe, "after": maybe,
            "files": { "type": "array", "items": { "$ref": "#/components/schemas/CaseFile" }, "description": "The files that came with it" },
        })),
        "CaseFile": object(&["name", "url", "bytes"], &json!({
            "name": text, "url": text, "bytes": { "type": "integer", "minimum": 1 },
        })),
        "CaseIncident": object(&["id", "url", "title", "stage"], &json!({
            "id": text, "url": text, "title": text,
            "stage": { "type": "string", "enum": Stage::ALL },
        })),
        "CaseOutcome": object(&["kind", "detail", "incident", "credit_requested", "report_requested"], &json!({
            "kind": { "type": "string", "enum": Outcome::KINDS },
            "detail": { "type": "string", "description": "What belongs to the kind: where the idea is submitted, the advice, the team, the reason, the title of the outage; empty for `solved`. Of cases that ended before incidents were chosen, an agent's words name the outage" },
            "incident": { "anyOf": [{ "$ref": "#/components/schemas/CaseIncident" }, { "type": "null" }], "description": "The incident of `outage-resolved`" },
            "credit_requested": { "type": "boolean", "description": "Whether the customer asked for a service credit" },
            "report_requested": { "type": "boolean", "description": "Whether the customer asked for an incident report" },
        })),
        "CaseMessage": object(&["text"], &json!({ "text": text })),
    });
    match all {
        Value::Object(all) => all,
        _ => Map::new(),
    }
}
