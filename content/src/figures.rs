//! Figures that open large: the image in the text is a button, and behind it stands the same image over the whole page,
//! which the browser shows and hides without a script.
//!
//! They are set into an article after it is sanitised, so that no author's HTML can bring a button or cover the page.

use std::fmt::Write as _;

use crate::{highlight::escape, render::BodyLabels, sanitise::OWN_ID};

/// What an image in a figure is made of: its tag, its alternative text and its caption.
pub(crate) struct Figure<'a> {
    /// The `<img>`.
    pub(crate) img: &'a str,
    /// What names the figure.
    pub(crate) alt: &'a str,
    /// What stands below it, or nothing.
    pub(crate) caption: &'a str,
}

/// The figures of an article, in their order.
#[derive(Default)]
pub(crate) struct Figures(Vec<String>);

impl Figures {
    /// Keeps a figure and answers with what marks its place until the article is sanitised.
    pub(crate) fn keep(&mut self, figure: &Figure<'_>, labels: &BodyLabels) -> String {
        let place = self.0.len();
        self.0.push(html(figure, labels, &id(place)));
        marker(&format!("{OWN_ID}{}", id(place)))
    }

    /// The ids that no author's HTML may have.
    pub(crate) fn ids(&self) -> impl Iterator<Item = String> {
        (0..self.0.len()).map(id)
    }

    /// Sets the figures into the sanitised article.
    pub(crate) fn set_into(&self, article: &str) -> String {
        let mut whole = String::with_capacity(article.len() * 2);
        let mut rest = article;
        for (place, figure) in self.0.iter().enumerate() {
            if let Some((before, after)) = rest.split_once(&marker(&id(place))) {
                whole.push_str(before);
                whole.push_str(figure);
                rest = after;
            }
        }
        whole + rest
    }
}

/// A figure's id. Anchors of headings never hold a full stop.
fn id(place: usize) -> String {
    format!("figure.{}", place + 1)
}

fn marker(id: &str) -> String {
    format!("<figure id=\"{id}\"></figure>")
}

fn html(figure: &Figure<'_>, labels: &BodyLabels, id: &str) -> String {
    let Figure { img, alt, caption } = figure;
    let mut html = format!(
        "<figure><button class=\"figure-open\" type=\"button\" popovertarget=\"{id}\" aria-label=\""
    );
    escape(&labels.enlarge.replace("{image}", alt), &mut html);
    let _ = write!(
        html,
        "\">{img}</button><div class=\"enlarged\" id=\"{id}\" popover role=\"dialog\" aria-label=\""
    );
    escape(alt, &mut html);
    let _ = write!(
        html,
        "\"><button class=\"enlarged-close\" type=\"button\" popovertarget=\"{id}\" popovertargetaction=\"hide\" autofocus>"
    );
    escape(&labels.close, &mut html);
    let _ = write!(html, "</button><div>{img}</div></div>");
    if !caption.is_empty() {
        html.push_str("<figcaption>");
        escape(caption, &mut html);
        html.push_str("</figcaption>");
    }
    html.push_str("</figure>");
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(img: &str) -> Figure<'_> {
        Figure { img, alt: "A \"map\"", caption: "" }
    }

    #[test]
    fn figures_come_to_their_places_in_order() {
        let mut figures = Figures::default();
        let labels = BodyLabels::default();
        let places = [1, 2].map(|n| figures.keep(&figure(&format!("<img src=\"{n}\">")), &labels));
        let whole = figures.set_into(&places.concat().replace(OWN_ID, ""));
        assert!(whole.find("src=\"1\"") < whole.find("src=\"2\""));
        assert_eq!(whole.matches("popover role=\"dialog\"").count(), 2);
        assert!(whole.contains("aria-label=\"Enlarge: A &quot;map&quot;\""), "{whole}");
    }

    #[test]
    fn the_place_of_a_figure_is_not_an_authors_to_take() {
        let mut figures = Figures::default();
        figures.keep(&figure("<img>"), &BodyLabels::default());
        assert_eq!(figures.ids().collect::<Vec<_>>(), ["figure.1"]);
        assert_eq!(figures.set_into("<p>none</p>"), "<p>none</p>");
    }
}
