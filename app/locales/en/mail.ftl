# Mail that the portal sends.

mail-greeting = Hello { $name },
mail-reset-subject = Choose a new password for { $portal }
mail-reset-text = Someone, most likely you, asked for a link to choose a new password for your account.
mail-reset-action = Choose a new password
mail-reset-valid =
    { $minutes ->
        [one] The link works once, for one minute.
       *[other] The link works once, for { $minutes } minutes.
    }
mail-reset-ignore = If it was not you, there is nothing to do: without the link your password stays as it is.
mail-changed-subject = Your password for { $portal } was changed
mail-changed-text = The password of your account was just changed, and every browser was signed out.
mail-changed-not-you = If it was not you, choose a new password at once and tell whoever runs this help centre.
mail-step-on-subject = Signing in to { $portal } now takes two steps
mail-step-on-text = From now on your account asks for a code from your app after the password.
mail-step-off-subject = Signing in to { $portal } takes one step again
mail-step-off-text = The second step was turned off: your account no longer asks for a code.
mail-codes-subject = New recovery codes for { $portal }
mail-codes-text = New recovery codes were made for your account. The earlier ones no longer work.
mail-step-not-you = If it was not you, change your password at once, sign out everywhere, and tell whoever runs this help centre.
mail-account-action = Open your account
mail-automatic = { $portal } sent this message automatically. Replies are not read.
