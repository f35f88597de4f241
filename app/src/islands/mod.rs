//! The only code that becomes WebAssembly. Props are small and already translated.

pub mod theme;
