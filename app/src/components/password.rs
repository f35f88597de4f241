//! The field of a new password, and what is wrong with one in words.

use guichet_model::password::{MAX_CHARS, MIN_CHARS, Pattern, Unfit};

use super::forms::Field;
use crate::page::Context;

/// The field of a new password, saying what fits.
pub(crate) fn new_password(
    context: &Context<'_>,
    name: &'static str,
    label: String,
    unfit: Option<Unfit>,
) -> Field {
    Field {
        hint: Some(context.words.password_hint(MAX_CHARS, MIN_CHARS)),
        error: unfit.map(|unfit| unfit_text(context, unfit)),
        ..Field::password(name, label, "new-password")
    }
}

/// Why a password cannot be taken.
pub(crate) fn unfit_text(context: &Context<'_>, unfit: Unfit) -> String {
    let words = &context.words;
    match unfit {
        Unfit::Missing => words.password_missing(),
        Unfit::TooShort => words.password_too_short(MIN_CHARS),
        Unfit::TooLong => words.password_too_long(MAX_CHARS),
        Unfit::Guessable(pattern) => match pattern {
            Pattern::Common => words.password_weak_common(),
            Pattern::Personal => words.password_weak_personal(),
            Pattern::Word => words.password_weak_word(),
            Pattern::Name => words.password_weak_name(),
            Pattern::Keyboard => words.password_weak_keyboard(),
            Pattern::Repeat => words.password_weak_repeat(),
            Pattern::Sequence => words.password_weak_sequence(),
            Pattern::Date => words.password_weak_date(),
            Pattern::Short => words.password_weak_short(),
        },
    }
}
