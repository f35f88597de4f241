# Signing in, a forgotten password, and help for people whose address is a personal one.

## Signing in
sign-in-title = Sign in
sign-in-lead = Administrators of a paid edition reach phone, chat and e-mail once they are signed in.
sign-in-lead-cases = Your cases open once you are signed in with the account that asked.
sign-in-lead-desk = The desk opens for those who work for this help centre, once they are signed in.
sign-in-email = E-mail address
sign-in-password = Password
sign-in-submit = Sign in
sign-in-forgotten = I forgot my password
sign-in-personal = My address is a personal one
sign-in-no-password = Enter your password.
sign-in-mismatch = This address and password do not fit together. Check both and try again. If you are not sure of the password, you can choose a new one.
sign-in-wait-title = That was a lot of attempts
sign-in-wait =
    { $minutes ->
        [one] To keep guesses out, please wait about one minute before you try again. Nothing is locked.
       *[other] To keep guesses out, please wait about { $minutes } minutes before you try again. Nothing is locked.
    }
sign-in-personal-title = This looks like a personal address
sign-in-personal-text = Support accounts usually have an address of their organisation. With a personal address, the articles and the forum help you without signing in.
sign-in-personal-action = Help for personal accounts
email-empty = Enter your e-mail address.
email-too-long = This is too long for an e-mail address. Check that nothing else was pasted with it.
email-not-ascii = This address has a letter or sign that is not accepted here. Type it again rather than paste it; accents and full-width letters are easy to overlook.
email-malformed = An e-mail address looks like name@example.org. Check for a missing part or a space.
signed-out-title = You are signed out
signed-out-text = On a shared computer, close the browser window too.
password-changed-title = Your new password is set
password-changed-text = Every browser that was signed in has been signed out. Sign in with the new password.

## Forgotten password
forgotten-title = Choose a new password
forgotten-lead = Enter the address you sign in with. We send you a link to choose a new password.
forgotten-submit = Send the link
forgotten-sent-title = Check your inbox
forgotten-sent-text =
    { $minutes ->
        [one] If there is an account with this address, a mail is on its way. The link in it works once, for one minute.
       *[other] If there is an account with this address, a mail is on its way. The link in it works once, for { $minutes } minutes.
    }
forgotten-sent-nothing = Nothing after a few minutes? Look into the spam folder, check the address for a typing mistake, or ask for the link once more.
forgotten-again = Use another address
forgotten-back = Back to signing in
forgotten-no-mail-title = This help centre cannot send mail
forgotten-no-mail-text = Ask whoever runs it for a link to choose a new password. They can make one for your account at once.
forgotten-wait =
    { $minutes ->
        [one] Links were asked for several times. Please wait about one minute before you ask for another; the last one still works.
       *[other] Links were asked for several times. Please wait about { $minutes } minutes before you ask for another; the last one still works.
    }

## New password
reset-title = Your new password
reset-lead = Every browser that is signed in to your account will be signed out.
reset-password = New password
password-hint = { $min } to { $max } characters. A few unrelated words are easy to remember and hard to guess.
reset-submit = Set the password
reset-expired-title = This link does not work any more
reset-expired-text = A link works once, and only for a short time. Perhaps you asked for a newer one, or have already used it. Your account is unchanged.
reset-expired-action = Send me a new link
password-missing = Enter a new password.
password-too-short =
    { $min ->
        [one] Use at least { $min } character.
       *[other] Use at least { $min } characters.
    }
password-too-long =
    { $max ->
        [one] Use at most { $max } character.
       *[other] Use at most { $max } characters.
    }
password-weak-common = Many people use this password, or one much like it, so it is among the first to be tried. Choose words that nobody would put together.
password-weak-personal = This can be guessed from your name, your address or your organisation. Choose words that have nothing to do with you.
password-weak-word = A single word is quickly guessed. Add two or three others that have nothing to do with it.
password-weak-name = Names are quickly guessed. Add two or three words that have nothing to do with them.
password-weak-keyboard = Keys that lie beside one another are quickly guessed. Choose a few unrelated words instead.
password-weak-repeat = What repeats itself is quickly guessed, however long it is. Choose a few different words instead.
password-weak-sequence = Rows such as abcd or 6543 are quickly guessed. Choose a few unrelated words instead.
password-weak-date = Dates and years are quickly guessed. Choose a few unrelated words instead.
password-weak-short = This is quickly guessed. Make it longer: one or two more words are enough.

## Help for personal addresses
personal-title = Help for personal accounts
personal-lead = A personal account needs no support contract: nearly everything is answered here, and people help one another in the forum.
personal-first = Where to begin
personal-gets = What a personal account gets
personal-gets-text = All articles, the search, the forum and the status page are open to you, free of charge and without signing in.
personal-gets-not = Phone, chat and e-mail belong to paid editions for organisations. That is why a personal address does not open them.
personal-admin = If you look after an organisation
personal-admin-text = Sign in with the administrator account that your organisation uses to manage its services. Its address usually ends with the name of your organisation, not with that of a mail provider.
personal-admin-action = Sign in as administrator

## Header
header-account = Account
header-account-of = Account: { $name }
header-account-page = Your account
header-organisations = Change organisation
header-desk = Desk
header-sign-out = Sign out
