//! The part of the description that is about problems: how urgent they are.

use guichet_model::priority::{Effect, Level, Reach, Workaround};
use serde_json::{Map, Value, json};

use super::{answer, object, one_of, problem};

/// The paths, by address.
pub(super) fn paths() -> Map<String, Value> {
    let priority = json!({ "post": {
        "operationId": "priority",
        "summary": "The priority that the policy's rules give to answers about a problem, why, and when the first answer would be due",
        "requestBody": body("PriorityAnswers"),
        "responses": { "200": answer("PrioritySuggestion"), "400": problem(), "404": problem(), "413": problem(), "415": problem(), "422": problem() },
    } });
    Map::from_iter([("/api/v1/priority".to_owned(), priority)])
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
