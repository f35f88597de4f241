//! The part of the description that is about organisations and their members.

use serde_json::{Map, Value, json};

use super::{answer, list_of, object, path_parameter, problem};
use crate::api::organisations::{DEFAULT_LIMIT, MAX_LIMIT, MAX_OFFSET};

/// The paths, by address.
pub(super) fn paths() -> Map<String, Value> {
    let one = [path_parameter("external_id")];
    let member = [path_parameter("external_id"), path_parameter("email")];
    let integer = |name: &str, min: usize, max: usize, default: usize| json!({ "name": name, "in": "query", "schema": { "type": "integer", "minimum": min, "maximum": max, "default": default } });
    let list = json!({ "get": operation("organisations", "Organisations by name", &json!({
        "parameters": [integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT), integer("offset", 0, MAX_OFFSET, 0)],
        "responses": { "200": answer("Organisations"), "400": problem(), "401": refused(), "503": problem() },
    })) });
    let organisation = json!({
        "get": operation("organisation", "An organisation", &json!({
            "parameters": one,
            "responses": { "200": answer("Organisation"), "401": refused(), "404": problem(), "503": problem() },
        })),
        "put": operation("putOrganisation", "Creates an organisation or changes it; the same request twice leaves the same state", &json!({
            "description": "Members that are absent stay as they are; a new organisation needs name and edition. A change holds from the next request of its people on.",
            "parameters": one,
            "requestBody": body("OrganisationChange"),
            "responses": { "200": answer("Organisation"), "201": answer("Organisation"), "400": problem(), "401": refused(), "409": invalid(), "413": problem(), "415": problem(), "422": invalid(), "503": problem(), "507": problem() },
        })),
    });
    let membership = json!({
        "put": operation("putMember", "Makes a person a member of an organisation, or changes their role there", &json!({
            "description": "Someone new gets an account without a password, and needs a name; someone known keeps theirs.",
            "parameters": member,
            "requestBody": body("MemberChange"),
            "responses": { "200": answer("Member"), "201": answer("Member"), "400": problem(), "401": refused(), "404": problem(), "413": problem(), "415": problem(), "422": invalid(), "503": problem(), "507": problem() },
        })),
        "delete": operation("removeMember", "Takes a person out of an organisation; their account stays", &json!({
            "parameters": member,
            "responses": { "204": { "description": "They are no member, or never were" }, "401": refused(), "404": problem(), "422": invalid(), "503": problem() },
        })),
    });
    [
        ("/api/v1/organisations", list),
        ("/api/v1/organisations/{external_id}", organisation),
        ("/api/v1/organisations/{external_id}/members/{email}", membership),
    ]
    .into_iter()
    .map(|(path, item)| (path.to_owned(), item))
    .collect()
}

/// How a program proves itself.
pub(super) fn security_schemes() -> Value {
    json!({ "token": { "type": "http", "scheme": "bearer", "description": "Made by `guichet api-token create NAME`" } })
}

/// The schemas, by name.
pub(super) fn schemas() -> Map<String, Value> {
    let text = json!({ "type": "string" });
    let date = json!({ "type": "string", "format": "date-time" });
    let nullable = json!({ "type": ["string", "null"] });
    let truth = json!({ "type": "boolean" });
    let texts = json!({ "type": "array", "items": text });
    let role = json!({ "type": "string", "enum": ["administrator", "member"] });
    let edition =
        json!({ "type": "string", "description": "The id of an edition of the policy file" });
    let mut change = object(
        &[],
        &json!({ "name": text, "edition": edition, "suspended": truth, "domains": texts }),
    );
    change["additionalProperties"] = json!(false);
    let mut member_change = object(&["role"], &json!({ "role": role, "name": text }));
    member_change["additionalProperties"] = json!(false);
    [
        ("Organisation", object(&["id", "external_id", "name", "edition", "suspended", "domains", "created_at", "updated_at"], &json!({
            "id": text, "external_id": nullable, "name": text, "edition": edition, "suspended": truth,
            "domains": { "type": "array", "items": text, "description": "Who signs in through a provider with such an address belongs here" },
            "created_at": date, "updated_at": date,
        }))),
        ("Organisations", object(&["organisations", "next_offset"], &json!({
            "organisations": list_of("Organisation"),
            "next_offset": { "type": ["integer", "null"], "description": "Where the next ones begin; null at the end" },
        }))),
        ("OrganisationChange", change),
        ("Member", object(&["email", "name", "role", "organisation"], &json!({ "email": text, "name": text, "role": role, "organisation": nullable }))),
        ("MemberChange", member_change),
        ("InvalidRequest", json!({ "allOf": [
            { "$ref": "#/components/schemas/Problem" },
            object(&["errors"], &json!({ "errors": { "type": "array", "items": object(&["field", "detail"], &json!({ "field": text, "detail": text })) } })),
        ] })),
    ]
    .into_iter()
    .map(|(name, schema)| (name.to_owned(), schema))
    .collect()
}

fn operation(id: &str, summary: &str, rest: &Value) -> Value {
    let mut operation = rest.clone();
    operation["operationId"] = json!(id);
    operation["summary"] = json!(summary);
    operation["security"] = json!([{ "token": [] }]);
    operation
}

fn body(schema: &str) -> Value {
    json!({ "required": true, "content": { "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } } })
}

fn refused() -> Value {
    let mut answer = problem();
    answer["headers"] = json!({ "WWW-Authenticate": { "schema": { "type": "string" } } });
    answer
}

fn invalid() -> Value {
    json!({ "description": "A problem (RFC 9457) that names what is wrong", "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/InvalidRequest" } } } })
}
