//! Which language tags exist, so that a folder called `old` or `faq` is not taken for a language.

use guichet_model::Locale;

/// ISO 639-1, and the three-letter codes of ISO 639-3 under which help centres are found.
const LANGUAGES: &str = " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu \
fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li \
ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm \
sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu \
ast ceb ckb dsb fil fur gsw haw hmn hsb kab nds szl yue ";

/// Codes that are also words people name folders and files with.
const WORDS: &str = " am an as be he id ie io is it la my no om or so to tv ";

/// A locale, if the text is a tag whose language exists.
pub(crate) fn locale(text: &str) -> Option<Locale> {
    let locale: Locale = text.parse().ok()?;
    LANGUAGES.contains(&format!(" {} ", locale.language())).then_some(locale)
}

/// A locale, unless the text may as well be a common word.
pub(crate) fn certain_locale(text: &str) -> Option<Locale> {
    locale(text).filter(|_| !WORDS.contains(&format!(" {} ", text.to_lowercase())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_only_look_like_languages_are_told_apart() {
        for tag in ["en", "pt-BR", "zh-Hant", "fil"] {
            assert!(locale(tag).is_some(), "{tag}");
        }
        for word in ["old", "faq", "img", "xx", "new-article"] {
            assert!(locale(word).is_none(), "{word}");
        }
        assert!(locale("it").is_some() && certain_locale("it").is_none());
    }
}
