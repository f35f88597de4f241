//! `GET /api/v1/openapi.json`: the API's description (`OpenAPI` 3.1).

mod cases;
mod organisations;
mod own_cases;

use axum::response::Response;
use guichet_model::{
    contact::{Alternative, Reason, Unlock},
    search::{MAX_LIMIT, MAX_QUERY_CHARS, PAGE_SIZE},
};
use serde_json::{Value, json};

use super::search::MAX_OFFSET;

/// Answers the description.
pub async fn description() -> Response {
    super::json(&document())
}

fn document() -> Value {
    let mut document = reading();
    if let Some(paths) = document["paths"].as_object_mut() {
        paths.extend(organisations::paths());
        paths.extend(cases::paths());
        for (path, methods) in own_cases::paths() {
            match (paths.get_mut(&path).and_then(Value::as_object_mut), methods) {
                (Some(known), Value::Object(more)) => known.extend(more),
                (_, methods) => drop(paths.insert(path, methods)),
            }
        }
    }
    if let Some(schemas) = document["components"]["schemas"].as_object_mut() {
        schemas.extend(organisations::schemas());
        schemas.extend(cases::schemas());
        schemas.extend(own_cases::schemas());
    }
    document["components"]["securitySchemes"] = organisations::security_schemes();
    document
}

/// The description of what anyone may read.
fn reading() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Guichet", "version": "1", "description": "Search, articles and the contact desk of this help portal; organisations and their members, for billing or a CRM." },
        "paths": {
            "/api/v1/search": { "get": {
                "operationId": "search",
                "summary": "Searches the articles",
                "parameters": search_parameters(),
                "responses": { "200": answer("SearchResponse"), "400": problem(), "503": problem() },
            } },
            "/api/v1/suggest": { "get": {
                "operationId": "suggest",
                "summary": "Proposes articles and topics while a query is typed",
                "parameters": [query_parameter(), locale_parameter()],
                "responses": { "200": answer("SuggestResponse"), "400": problem(), "503": problem() },
            } },
            "/api/v1/articles/{locale}/{category}/{slug}": { "get": {
                "operationId": "article",
                "summary": "An article in exactly the locale asked for",
                "parameters": [path_parameter("locale"), path_parameter("category"), path_parameter("slug")],
                "responses": { "200": answer("Article"), "404": problem() },
            } },
            "/api/v1/contact": { "get": {
                "operationId": "contact",
                "summary": "The channels that reach support, for those to whom they open; who asks is told by the session's cookie",
                "parameters": [locale_parameter()],
                "responses": { "200": answer("Contact"), "400": problem(), "403": denial(), "503": problem() },
            } },
        },
        "components": { "schemas": schemas() },
    })
}

fn search_parameters() -> Value {
    let integer = |name: &str, min: usize, max: usize, default: usize| json!({ "name": name, "in": "query", "schema": { "type": "integer", "minimum": min, "maximum": max, "default": default } });
    let flag = |name: &str, text: &str| json!({ "name": name, "in": "query", "description": text, "schema": { "type": "string", "enum": ["0", "1"], "default": "0" } });
    json!([
        query_parameter(),
        locale_parameter(),
        integer("limit", 1, MAX_LIMIT, PAGE_SIZE),
        integer("offset", 0, MAX_OFFSET, 0),
        { "name": "category", "in": "query", "description": "Only this category", "schema": { "type": "string" } },
        { "name": "service", "in": "query", "description": "Only this service", "schema": { "type": "string" } },
        flag("as_you_type", "The last word is still being typed"),
        flag("literal", "Search for exactly what was typed, without correction"),
        flag("explain", "Say of every hit why it is there"),
    ])
}

fn query_parameter() -> Value {
    json!({ "name": "q", "in": "query", "required": true, "description": format!("The reader's words; what goes beyond {MAX_QUERY_CHARS} characters is dropped"), "schema": { "type": "string" } })
}

fn locale_parameter() -> Value {
    json!({ "name": "locale", "in": "query", "description": "The reader's language; the default locale when absent", "schema": { "type": "string" } })
}

fn path_parameter(name: &str) -> Value {
    json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
}

fn answer(schema: &str) -> Value {
    json!({ "description": "OK", "content": { "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } } })
}

fn problem() -> Value {
    json!({ "description": "A problem (RFC 9457)", "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } })
}

fn denial() -> Value {
    json!({ "description": "The channels do not open (RFC 9457)", "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Denial" } } } })
}

fn one_of(names: &[&str]) -> Value {
    json!({ "type": "string", "enum": names })
}

fn object(required: &[&str], properties: &Value) -> Value {
    json!({ "type": "object", "required": required, "properties": properties })
}

fn list_of(schema: &str) -> Value {
    json!({ "type": "array", "items": { "$ref": format!("#/components/schemas/{schema}") } })
}

fn contact_schemas() -> Value {
    let text = json!({ "type": "string" });
    let time = json!({ "type": "string", "format": "date-time" });
    json!({
        "Contact": object(&["channels"], &json!({ "channels": list_of("Channel") })),
        "Channel": object(&["kind", "languages", "state", "entries"], &json!({
            "kind": one_of(&["phone", "chat", "email"]), "languages": { "type": "array", "items": text }, "state": one_of(&["open", "closed"]),
            "closes": time, "opens": time, "time_zone": { "type": "string", "description": "The desk's own (IANA)" },
            "entries": { "type": "array", "items": object(&["value"], &json!({
                "label": text, "value": { "type": "string", "description": "A number, an address to write to, or the address of a chat with the reference it is opened with" },
            })) },
        })),
        "Denial": object(&["type", "title", "status", "code", "reason", "required", "alternatives"], &json!({
            "type": text, "title": text, "status": { "type": "integer" }, "code": { "const": "entitlement-required" }, "detail": text,
            "reason": one_of(&Reason::ALL.map(Reason::name)), "required": one_of(&Unlock::ALL.map(Unlock::name)),
            "alternatives": { "type": "array", "items": object(&["kind", "href"], &json!({ "kind": one_of(&Alternative::ALL.map(Alternative::name)), "href": text })) },
            "sign_in": { "type": ["string", "null"], "description": "Where to sign in, for whoever has not" },
        })),
    })
}

fn schemas() -> Value {
    let mut all = article_schemas();
    if let (Some(all), Value::Object(contact)) = (all.as_object_mut(), contact_schemas()) {
        all.extend(contact);
    }
    all
}

fn article_schemas() -> Value {
    let (text, number) = (json!({ "type": "string" }), json!({ "type": "integer" }));
    let link = object(&["title", "url"], &json!({ "title": text, "url": text }));
    json!({
        "Problem": object(&["type", "title", "status", "code"], &json!({ "type": text, "title": text, "status": number, "code": text, "detail": text, "request_id": text })),
        "SearchResponse": object(&["query", "locale", "total", "took_us", "hits"], &json!({
            "query": text, "locale": text, "total": number, "took_us": number, "did_you_mean": text,
            "hits": list_of("Hit"), "categories": list_of("Count"), "services": list_of("Count"),
        })),
        "Hit": object(&["title", "url", "category", "category_title", "snippet", "locale", "source", "score"], &json!({
            "title": text, "url": text, "category": text, "category_title": text, "section": link,
            "snippet": { "type": "string", "description": "Escaped HTML in which the matched words stand in <mark>" },
            "locale": text, "source": text, "updated": { "type": "string", "format": "date" }, "score": { "type": "number" },
            "explanation": { "type": "object" },
        })),
        "Count": object(&["id", "title", "count"], &json!({ "id": text, "title": text, "count": number })),
        "SuggestResponse": object(&["query", "suggestions"], &json!({ "query": text, "suggestions": list_of("Suggestion") })),
        "Suggestion": object(&["title", "url", "kind", "context"], &json!({
            "title": text, "url": text, "kind": { "type": "string", "enum": ["article", "section", "category", "query"] }, "context": text,
        })),
        "Article": object(&["locale", "category", "slug", "title", "url", "html"], &json!({
            "locale": text, "category": text, "slug": text, "title": text, "description": text, "url": text,
            "html": { "type": "string", "description": "Sanitised HTML" },
            "updated": { "type": ["string", "null"], "format": "date" }, "minutes": number,
            "headings": { "type": "array", "items": object(&["level", "anchor", "title"], &json!({ "level": number, "anchor": text, "title": text })) },
            "translations": { "type": "array", "items": object(&["locale", "url"], &json!({ "locale": text, "url": text })) },
            "related": { "type": "array", "items": link },
        })),
    })
}
