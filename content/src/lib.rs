//! What the operator writes, as one immutable snapshot.
