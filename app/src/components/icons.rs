//! Icons: one family, 20 by 20, strokes of 1.5, drawn for this project.

use leptos::prelude::*;

/// An icon by name, hidden from assistive technology: a word always stands beside it. Unknown names get the book.
pub(crate) fn icon(name: &str) -> impl IntoView + use<> {
    let paths = match name {
        "rocket" => {
            r#"<path d="M8 12 6.5 10.5c.8-4 3.6-7.2 8.9-7.9.3 0 .5.3.5.5-.7 5.3-3.9 8.1-7.9 8.9Z"/><path d="M7 9.5H4.4L3 12l3 .2M10.500 13v2.600L8 17l-.2-3"/><circle cx="12" cy="6.700" r="1.100"/>"#
        }
        "mail" => {
            r#"<rect x="2.500" y="4.500" width="15" height="11" rx="2"/><path d="m3 6 7 5.200L17 6"/>"#
        }
        "calendar" => {
            r#"<rect x="3" y="4" width="14" height="13" rx="2"/><path d="M3 8h14M7 2.500V5M13 2.500V5"/><path d="M7 11.500h2M11 11.500h2M7 14h2"/>"#
        }
        "drive" => {
            r#"<path d="M2.500 6.500v8a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-6a2 2 0 0 0-2-2H10L8 4H4.500a2 2 0 0 0-2 2.500Z"/>"#
        }
        "video" => {
            r#"<rect x="2" y="5" width="11" height="10" rx="2"/><path d="m13 9 5-2.500v7L13 11"/>"#
        }
        "people" => {
            r#"<circle cx="7.500" cy="7" r="2.700"/><path d="M2.500 16c0-2.800 2.200-4.500 5-4.500s5 1.700 5 4.500"/><path d="M13 4.600a2.500 2.500 0 0 1 0 4.800M14.500 11.800c1.900.5 3.100 2 3.100 4.200"/>"#
        }
        "gear" => {
            r#"<path d="M3 6h8M15 6h2M3 14h2M9 14h8"/><circle cx="13" cy="6" r="2"/><circle cx="7" cy="14" r="2"/><path d="M3 10h14" opacity=".35"/>"#
        }
        "card" => {
            r#"<rect x="2" y="4.500" width="16" height="11" rx="2"/><path d="M2 8.500h16M5 12.500h3"/>"#
        }
        "shield" => {
            r#"<path d="M10 2.500 16 5v4.500c0 4-2.500 6.700-6 8-3.500-1.300-6-4-6-8V5l6-2.500Z"/><path d="m7.500 10 1.800 1.800L12.700 8"/>"#
        }
        "lifebuoy" => {
            r#"<circle cx="10" cy="10" r="7.500"/><circle cx="10" cy="10" r="3"/><path d="m4.700 4.700 3.200 3.200M12.100 12.100l3.200 3.200M15.300 4.700l-3.200 3.200M7.900 12.100l-3.200 3.200"/>"#
        }
        "search" => r#"<circle cx="9" cy="9" r="5.500"/><path d="m13.200 13.200 4.300 4.300"/>"#,
        "phone" => {
            r#"<path d="M6.600 3H4.500C3.600 3 3 3.700 3 4.600 3.500 11.300 8.700 16.500 15.400 17c.9 0 1.600-.6 1.600-1.500v-2.100l-3.700-1.600-1.700 1.700c-2.200-1-4-2.800-5-5l1.700-1.700L6.600 3Z"/>"#
        }
        "chat" => {
            r#"<path d="M3 5.500A2.500 2.500 0 0 1 5.500 3h9A2.500 2.500 0 0 1 17 5.500v6a2.500 2.500 0 0 1-2.500 2.500H9l-4 3v-3.050A2.500 2.500 0 0 1 3 11.500v-6Z"/><path d="M6.500 7h7M6.500 10h4"/>"#
        }
        "lock" => {
            r#"<rect x="4" y="9" width="12" height="8" rx="2"/><path d="M6.500 9V6.500a3.500 3.500 0 0 1 7 0V9"/>"#
        }
        "check" => {
            r#"<circle cx="10" cy="10" r="7.500"/><path d="m6.800 10.200 2.200 2.200 4.200-4.600"/>"#
        }
        "alert" => r#"<path d="M10 3 18 16.500H2L10 3Z"/><path d="M10 8v4M10 14.300v.1"/>"#,
        "clock" => r#"<circle cx="10" cy="10" r="7.500"/><path d="M10 5.500V10l3 2"/>"#,
        "globe" => {
            r#"<circle cx="10" cy="10" r="7.500"/><path d="M2.500 10h15M10 2.500c2.300 2.200 3.300 4.700 3.300 7.500s-1 5.300-3.300 7.500c-2.300-2.200-3.300-4.700-3.300-7.500s1-5.300 3.300-7.500Z"/>"#
        }
        "theme" => {
            r#"<circle cx="10" cy="10" r="7"/><path d="M10 3v14a7 7 0 0 0 0-14Z" fill="currentColor"/>"#
        }
        "person" => {
            r#"<circle cx="10" cy="7" r="3.200"/><path d="M3.800 17c.4-3.100 2.900-5 6.200-5s5.800 1.900 6.200 5"/>"#
        }
        "menu" => r#"<path d="M3 6h14M3 10h14M3 14h14"/>"#,
        "chevron" => r#"<path d="m7.500 4.500 5.500 5.500-5.500 5.500"/>"#,
        "external" => {
            r#"<path d="M8 4.500H5a1.500 1.500 0 0 0-1.500 1.500v9A1.500 1.500 0 0 0 5 16.500h9a1.500 1.500 0 0 0 1.500-1.500v-3M11.500 3.500h5v5M16 4 9.500 10.500"/>"#
        }
        "file" => {
            r#"<path d="M11.500 2.500H6A1.500 1.500 0 0 0 4.500 4v12A1.500 1.500 0 0 0 6 17.500h8a1.500 1.500 0 0 0 1.500-1.500V6.500l-4-4Z"/><path d="M11.500 2.500v4h4M7.500 10.500h5M7.500 13.500h5"/>"#
        }
        "print" => {
            r#"<path d="M6 7V3h8v4M6 14H4a1.500 1.500 0 0 1-1.500-1.500v-4A1.500 1.500 0 0 1 4 7h12a1.500 1.500 0 0 1 1.500 1.500v4A1.500 1.500 0 0 1 16 14h-2"/><path d="M6 11.500h8V17H6z"/>"#
        }
        _ => {
            r#"<path d="M4 4.500A1.500 1.500 0 0 1 5.500 3H16v14H5.500A1.500 1.500 0 0 1 4 15.500v-11ZM4 15.500A1.500 1.500 0 0 1 5.500 14H16M7.500 6.500h5"/>"#
        }
    };
    view! {
        <svg
            class="icon"
            viewBox="0 0 20 20"
            width="20"
            height="20"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            inner_html=paths
        ></svg>
    }
}
