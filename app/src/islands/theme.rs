//! The theme switch: light, dark, or as the system has it. Without scripts it is a form that posts the choice.

use leptos::prelude::*;

/// One choice of the theme switch.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct ThemeChoice {
    /// The theme's name: `auto`, `light` or `dark`.
    pub name: String,
    /// What it is called.
    pub label: String,
}

/// Buttons for the themes, of which one is pressed.
#[island]
pub fn ThemeSwitch(
    /// The themes.
    choices: Vec<ThemeChoice>,
    /// The name of the theme in force.
    current: String,
) -> impl IntoView {
    let theme = RwSignal::new(current);
    choices
        .into_iter()
        .map(|choice| {
            let pressed = {
                let name = choice.name.clone();
                move || (theme.get() == name).to_string()
            };
            let name = choice.name.clone();
            view! {
                <button
                    class="choice"
                    name="theme"
                    value=choice.name
                    aria-pressed=pressed
                    on:click=move |event| {
                        if apply(&name) {
                            event.prevent_default();
                            theme.set(name.clone());
                        }
                    }
                >
                    {choice.label}
                </button>
            }
        })
        .collect_view()
}

/// Shows the page in a theme and remembers it for a year. `false` where the form has to be posted instead.
#[cfg(feature = "hydrate")]
fn apply(name: &str) -> bool {
    use wasm_bindgen::JsCast;
    let Some(page) = document().document_element() else { return false };
    let done = if name == "auto" {
        page.remove_attribute("data-theme")
    } else {
        page.set_attribute("data-theme", name)
    };
    let Ok(html) = document().dyn_into::<web_sys::HtmlDocument>() else { return false };
    done.is_ok()
        && html.set_cookie(&format!("theme={name}; Path=/; Max-Age=31536000; SameSite=Lax")).is_ok()
}

#[cfg(not(feature = "hydrate"))]
fn apply(_name: &str) -> bool {
    false
}
