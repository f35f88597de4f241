//! The portal as a server.
