//! Full-text search over articles.
