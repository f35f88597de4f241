//! The only code that becomes WebAssembly. Props are small and already translated.
#![expect(
    missing_docs,
    reason = "the island macro writes a struct of its own beside each documented function"
)]

pub mod search;
pub mod theme;
