//! The one table of problem codes: what can go wrong for a request, its HTTP status and how loudly it is logged.
//!
//! The API answers them as RFC 9457 `application/problem+json`, people get a designed page of the same code.

/// A problem that a request can end in. The code is stable and public; the words around it are translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemCode {
    /// The address, its parameters or its encoding cannot be read.
    BadRequest,
    /// No page, article or resource has this address.
    NotFound,
    /// The address exists, but not for this method.
    MethodNotAllowed,
    /// The request's body is larger than accepted.
    TooLarge,
    /// The viewer is not entitled.
    EntitlementRequired,
    /// The client took too long.
    Timeout,
    /// The search index cannot answer now.
    SearchUnavailable,
    /// Something failed in the server.
    Internal,
}

/// How a problem is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The client's doing: not logged beyond the request line.
    Quiet,
    /// Worth a look when it repeats.
    Warning,
    /// A defect or an outage.
    Error,
}

impl ProblemCode {
    /// Every problem, for tests and documentation.
    pub const ALL: [Self; 8] = [
        Self::BadRequest,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::TooLarge,
        Self::EntitlementRequired,
        Self::Timeout,
        Self::SearchUnavailable,
        Self::Internal,
    ];

    /// The stable name, as in the `code` member and the last segment of `type`.
    pub fn name(self) -> &'static str {
        match self {
            Self::BadRequest => "bad-request",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::TooLarge => "too-large",
            Self::EntitlementRequired => "entitlement-required",
            Self::Timeout => "timeout",
            Self::SearchUnavailable => "search-unavailable",
            Self::Internal => "internal",
        }
    }

    /// The HTTP status.
    pub fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::EntitlementRequired => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Timeout => 408,
            Self::TooLarge => 413,
            Self::Internal => 500,
            Self::SearchUnavailable => 503,
        }
    }

    /// The English summary of the API's `title` member.
    pub fn title(self) -> &'static str {
        match self {
            Self::BadRequest => "The request cannot be understood",
            Self::NotFound => "There is nothing at this address",
            Self::MethodNotAllowed => "This address does not take that method",
            Self::TooLarge => "The request is too large",
            Self::EntitlementRequired => "Support channels open to administrators of paid editions",
            Self::Timeout => "The request took too long to arrive",
            Self::SearchUnavailable => "Search cannot answer at the moment",
            Self::Internal => "The server failed to answer",
        }
    }

    /// How it is logged.
    pub fn severity(self) -> Severity {
        match self {
            Self::Internal => Severity::Error,
            Self::SearchUnavailable => Severity::Warning,
            _ => Severity::Quiet,
        }
    }
}
