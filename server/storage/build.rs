//! A new migration is a reason to build again; the compiler alone would see changes of known ones only.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
