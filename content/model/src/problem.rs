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
    /// The request's body is in a format that this address does not take.
    UnsupportedMediaType,
    /// The viewer is not entitled.
    EntitlementRequired,
    /// The client took too long.
    Timeout,
    /// The search index cannot answer now.
    SearchUnavailable,
    /// The viewer has to sign in first.
    SignInRequired,
    /// The viewer is known and may not do this.
    Forbidden,
    /// A change was asked for from a page of another site.
    CrossSite,
    /// The request contradicts what is stored.
    Conflict,
    /// A field of the request is missing or wrong.
    Invalid,
    /// Too many attempts in a short time.
    TooManyRequests,
    /// The database does not answer, or the place where files lie.
    StorageUnavailable,
    /// There is no room left to keep what was sent.
    StorageFull,
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
    pub const ALL: [Self; 17] = [
        Self::BadRequest,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::EntitlementRequired,
        Self::Timeout,
        Self::SearchUnavailable,
        Self::SignInRequired,
        Self::Forbidden,
        Self::CrossSite,
        Self::Conflict,
        Self::Invalid,
        Self::TooManyRequests,
        Self::StorageUnavailable,
        Self::StorageFull,
        Self::Internal,
    ];

    /// The stable name, as in the `code` member and the last segment of `type`.
    pub fn name(self) -> &'static str {
        match self {
            Self::BadRequest => "bad-request",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::TooLarge => "too-large",
            Self::UnsupportedMediaType => "unsupported-media-type",
            Self::EntitlementRequired => "entitlement-required",
            Self::Timeout => "timeout",
            Self::SearchUnavailable => "search-unavailable",
            Self::SignInRequired => "sign-in-required",
            Self::Forbidden => "forbidden",
            Self::CrossSite => "cross-site-request",
            Self::Conflict => "conflict",
            Self::Invalid => "invalid",
            Self::TooManyRequests => "too-many-requests",
            Self::StorageUnavailable => "storage-unavailable",
            Self::StorageFull => "storage-full",
            Self::Internal => "internal",
        }
    }

    /// The HTTP status.
    pub fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::SignInRequired => 401,
            Self::EntitlementRequired | Self::Forbidden | Self::CrossSite => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Timeout => 408,
            Self::Conflict => 409,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::Invalid => 422,
            Self::TooManyRequests => 429,
            Self::Internal => 500,
            Self::SearchUnavailable | Self::StorageUnavailable => 503,
            Self::StorageFull => 507,
        }
    }

    /// The English summary of the API's `title` member.
    pub fn title(self) -> &'static str {
        match self {
            Self::BadRequest => "The request cannot be understood",
            Self::NotFound => "There is nothing at this address",
            Self::MethodNotAllowed => "This address does not take that method",
            Self::TooLarge => "The request is too large",
            Self::UnsupportedMediaType => {
                "The request is in a format that this address does not take"
            }
            Self::EntitlementRequired => "Support channels open to administrators of paid editions",
            Self::Timeout => "The request took too long to arrive",
            Self::SearchUnavailable => "Search cannot answer at the moment",
            Self::SignInRequired => "Signing in is needed",
            Self::Forbidden => "This is not open to you",
            Self::CrossSite => "The request came from another site",
            Self::Conflict => "The request contradicts what is stored",
            Self::Invalid => "Something in the request is not as it has to be",
            Self::TooManyRequests => "Too many attempts",
            Self::StorageUnavailable => "What is stored does not answer at the moment",
            Self::StorageFull => "There is no room left to keep this",
            Self::Internal => "The server failed to answer",
        }
    }

    /// How it is logged.
    pub fn severity(self) -> Severity {
        match self {
            Self::Internal | Self::StorageUnavailable | Self::StorageFull => Severity::Error,
            Self::SearchUnavailable | Self::CrossSite | Self::TooManyRequests => Severity::Warning,
            _ => Severity::Quiet,
        }
    }
}
