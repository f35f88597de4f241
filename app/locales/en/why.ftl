# Why a result stands where it stands: shown to staff, under each hit.

why-title = Why this result
why-word = Word
why-matched = Met
why-by = How
why-field = Where
why-score = Points
why-besides = Also counted:
why-by-exact = as written
why-by-stem = another form of it
why-by-prefix = beginning of the word
why-by-typo = likely misspelling
why-by-synonym = synonym
why-by-part = part of a compound
why-field-title = title
why-field-heading = heading
why-field-keywords = keywords
why-field-description = description
why-field-body = text
