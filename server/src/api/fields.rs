//! The JSON object of a request, read member by member, so that everything that is wrong with it is told at once.

use std::fmt;

use axum::{
    body::Bytes,
    extract::rejection::BytesRejection,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use guichet_model::ProblemCode;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, MapAccess, Visitor},
};
use serde_json::{Map, Value};

use crate::problem;

/// What is wrong with a member of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// The member's name.
    pub field: String,
    /// What it may be.
    pub detail: String,
}

impl FieldError {
    /// An error of a member.
    pub fn new(field: &str, detail: impl Into<String>) -> Self {
        Self { field: field.to_owned(), detail: detail.into() }
    }
}

/// The members of a request that have not been read yet, and what was wrong with the others.
#[derive(Debug)]
pub(super) struct Fields {
    members: Map<String, Value>,
    errors: Vec<FieldError>,
}

impl Fields {
    /// The object that is a request's body.
    ///
    /// # Errors
    /// The answer to a body that is none.
    pub(super) fn read(
        headers: &HeaderMap,
        body: Result<Bytes, BytesRejection>,
    ) -> Result<Self, Response> {
        if !is_json(headers) {
            let detail = "Send JSON with `Content-Type: application/json`.";
            return Err(problem::json(ProblemCode::UnsupportedMediaType, Some(detail), None));
        }
        let body = body.map_err(|rejection| match rejection.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => problem::json(ProblemCode::TooLarge, None, None),
            _ => problem::json(ProblemCode::BadRequest, Some("The body did not arrive."), None),
        })?;
        let detail = match serde_json::from_slice(&body) {
            Ok(Members(members)) => return Ok(Self { members, errors: Vec::new() }),
            Err(error) if error.is_data() => format!("The body has to be a JSON object: {error}."),
            Err(error) => format!("The body is no JSON: {error}."),
        };
        Err(problem::json(ProblemCode::BadRequest, Some(&detail), None))
    }

    /// A member that is a text and passes a check; `None` when it is absent or wrong.
    pub(super) fn text<T>(
        &mut self,
        name: &str,
        check: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        self.member(name, |value| {
            value.as_str().ok_or("a text is needed".to_owned()).and_then(check)
        })
    }

    /// A member that is true or false.
    pub(super) fn flag(&mut self, name: &str) -> Option<bool> {
        self.member(name, |value| value.as_bool().ok_or("true or false is needed".to_owned()))
    }

    /// A member that is a list of texts and passes a check.
    pub(super) fn texts<T>(
        &mut self,
        name: &str,
        check: impl FnOnce(Vec<&str>) -> Result<T, String>,
    ) -> Option<T> {
        self.member(name, |value| {
            let items = value.as_array().map(|items| items.iter().map(Value::as_str).collect());
            items.flatten().ok_or("a list of texts is needed".to_owned()).and_then(check)
        })
    }

    /// A member, out of those that have not been read.
    fn member<T>(
        &mut self,
        name: &str,
        check: impl FnOnce(&Value) -> Result<T, String>,
    ) -> Option<T> {
        let value = self.members.remove(name)?;
        check(&value).map_err(|detail| self.wrong(name, detail)).ok()
    }

    /// Whether a member is there and has not been read.
    pub(super) fn has(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }

    /// Notes that a member is wrong.
    pub(super) fn wrong(&mut self, name: &str, detail: impl Into<String>) {
        self.errors.push(FieldError::new(name, detail));
    }

    /// That everything was read and right.
    ///
    /// # Errors
    /// The answer that names what was not.
    pub(super) fn finish(mut self) -> Result<(), Response> {
        for name in self.members.keys() {
            self.errors.push(FieldError::new(name, "there is no such member"));
        }
        if self.errors.is_empty() { Ok(()) } else { Err(problem::invalid(&self.errors)) }
    }
}

/// The members of an object, each named once: of two, programs on the way would heed different ones (RFC 8259, section 4).
struct Members(Map<String, Value>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EachOnce)
    }
}

struct EachOnce;

impl<'de> Visitor<'de> for EachOnce {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Members, A::Error> {
        let mut members = Map::new();
        while let Some((name, value)) = access.next_entry::<String, Value>()? {
            if members.contains_key(&name) {
                return Err(de::Error::custom(format_args!("the member `{name}` is there twice")));
            }
            members.insert(name, value);
        }
        Ok(Members(members))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = value.and_then(|value| value.split(';').next()).unwrap_or("").trim();
    kind.eq_ignore_ascii_case("application/json")
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn read(body: &str) -> Result<Fields, Response> {
        let mut headers = HeaderMap::new();
        let kind = HeaderValue::from_static("application/json; charset=utf-8");
        headers.insert(header::CONTENT_TYPE, kind);
        Fields::read(&headers, Ok(Bytes::copy_from_slice(body.as_bytes())))
    }

    fn fields(body: &str) -> Fields {
        read(body).unwrap()
    }

    #[test]
    fn what_is_no_object_or_names_a_member_twice_is_refused() {
        for body in ["", "{", "[]", "1", r#"{"edition": "free", "edition": "plus"}"#] {
            assert_eq!(read(body).unwrap_err().status(), 400, "{body}");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let mut fields =
            fields(r#"{"name": 1, "suspended": "yes", "domains": ["a", 2], "nmae": "x"}"#);
        assert_eq!(fields.text("name", |text| Ok(text.to_owned())), None);
        assert_eq!(fields.flag("suspended"), None);
        assert_eq!(fields.texts("domains", |texts| Ok(texts.len())), None);
        assert_eq!(fields.flag("absent"), None);
        let told: Vec<&str> = fields.errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(told, ["name", "suspended", "domains"]);
        assert_eq!(fields.finish().unwrap_err().status(), 422);
    }

    #[test]
    fn an_absent_member_is_no_error() {
        let mut fields = fields(r#"{"suspended": false}"#);
        assert_eq!((fields.flag("suspended"), fields.flag("other")), (Some(false), None));
        assert!(fields.finish().is_ok());
    }
}
