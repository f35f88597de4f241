# One's own account: password, second step, sessions, organisation; and signing in through an identity provider.

## Signing in through a provider
sign-in-providers = Or sign in another way
sign-in-provider = Continue with { $name }

## Signing in through a provider that did not come to an end
provider-unreachable-title = { $name } is not answering
provider-unreachable-text = Nothing is wrong with your account. Try again in a few minutes, or sign in another way.
provider-untrusted-title = { $name } gave an answer we cannot trust
provider-untrusted-text = For your safety we did not sign you in. Try once more; if it happens again, tell whoever runs this help centre.
provider-declined-title = { $name } did not sign you in
provider-declined-text = You cancelled, or your account there may not be used here. Nothing was changed.
provider-stale-title = This sign-in is no longer valid
provider-stale-text = It took longer than ten minutes, was finished already, or began in another browser. Start again from here.
provider-unverified-title = Your e-mail address is not confirmed yet
provider-unverified-text = { $name } does not say that your address belongs to you. Confirm it there first, then sign in again.
provider-address-taken-title = An account with your address exists already
provider-address-taken-text = { $name } is not set up to open it. Sign in with your password instead; whoever runs this help centre can allow { $name } for your organisation’s addresses.
provider-suspended-title = This account is suspended
provider-suspended-text = It cannot sign in at present. If you think that is a mistake, write to whoever gave you the account.
provider-again = Try again with { $name }
provider-other-ways = Sign in another way
provider-set-password = Set a password

## The second step of signing in
second-factor-title = Enter your code
second-factor-text = Open your authenticator app and type the code it shows for this portal.
second-factor-code = Code
second-factor-code-hint = Six digits
second-factor-continue = Continue
second-factor-wrong = That code is not right, or was used already. Wait for the next one and type it as it stands in the app.
second-factor-recovery-title = Enter a recovery code
second-factor-recovery-text = Each of the recovery codes you were given works once.
second-factor-recovery-code = Recovery code
second-factor-recovery-hint = Four groups of four characters
second-factor-recovery-wrong = That recovery code is not one of yours, or was used already.
second-factor-use-recovery = Use a recovery code instead
second-factor-use-app = Use the authenticator app instead
second-factor-over-title = Please sign in again
second-factor-over-text = The second step took longer than ten minutes, or too many codes were wrong. Nothing is locked.
second-factor-sign-in = Sign in
second-factor-wait-title = Please wait before the next code
second-factor-wait-text =
    { $minutes ->
        [one] Too many codes were wrong. Try again in a minute. Nothing is locked.
       *[other] Too many codes were wrong. Try again in { $minutes } minutes. Nothing is locked.
    }

## The account page
account-title = Your account
account-name = Name
account-email = E-mail address
account-organisation = Organisation
account-organisation-personal = None: this is a personal account
account-organisation-unchosen = Not chosen yet
account-role-administrator = Administrator
account-role-member = Member
account-organisation-line = { $name } ({ $edition }), { $role }
account-organisation-choose = Choose an organisation
account-staff = Help centre staff
account-staff-waits = Turn on the second step to go on working
account-staff-waits-text = This portal asks its staff for a second step when they sign in. Until you have turned it on, you see what any reader sees.

account-password = Password
account-password-text = When you change it, every other device is signed out.
account-password-present = Current password
account-password-new = New password
account-password-save = Change password
account-password-none = You sign in through a provider, so there is no password to change.
account-password-set = Set a password by e-mail
account-password-wrong = This is not your current password.
account-password-changed = Your password has been changed
account-password-changed-text = Every other device has been signed out.
account-wait =
    { $minutes ->
        [one] Too many tries were wrong. Try again in a minute. Nothing is locked.
       *[other] Too many tries were wrong. Try again in { $minutes } minutes. Nothing is locked.
    }

account-factor = Second step of signing in
account-factor-off = Off. Turned on, signing in also asks for a code from an app on your phone: whoever learns your password still cannot get in.
account-factor-set-up = Set up the second step
account-factor-scan = Scan this with an authenticator app
account-factor-open = Open it in an app on this device
account-factor-qr = QR code with the key for your authenticator app
account-factor-key = If you cannot scan it, type this key into the app
account-factor-code = Code that the app shows now
account-factor-code-wrong = That code is not right. Wait for the next one and type it as it stands in the app.
account-factor-expired = Setting up took longer than half an hour. Remove the entry from the app and scan the new code.
account-factor-password = Your password
account-factor-password-wrong = This is not your password.
account-factor-turn-on = Turn on
account-factor-cancel = Cancel
account-factor-since = On since { $date }.
account-factor-codes-left =
    { $count ->
        [0] No recovery codes are left. Make new ones, so that you can get in without your phone.
        [one] { $count } recovery code is left.
       *[other] { $count } recovery codes are left.
    }
account-factor-new-codes = Make new recovery codes
account-factor-new-codes-text = The ones you have stop working.
account-factor-turn-off = Turn off the second step
account-factor-turn-off-text = From then on your password alone is enough to sign in.
account-factor-turned-off = The second step is turned off
account-factor-turned-on = The second step is turned on
account-proof-code = Code from the app, or a recovery code
account-proof-code-wrong = That code is not right, or was used already.
account-codes-title = Your recovery codes
account-codes-text = Each one lets you in once without your phone. Keep them where you will find them then: they are shown only this time.
account-codes-kept = I have kept them

account-sessions = Where you are signed in
account-session-browser = { $browser } on { $system }
account-session-unknown = Unknown browser
account-session-here = This browser
account-session-began = Signed in { $when }
account-session-seen = Last used { $when }
account-session-end = Sign out
account-session-end-of = Sign out { $browser }, signed in { $when }
account-session-ended = That browser is signed out
account-sessions-end = Sign out everywhere
account-sessions-end-text = On this browser too. You can sign in again at once.

account-providers = Sign-in providers
account-providers-text = You can sign in through these as well.

## Choosing an organisation
organisations-title = For which organisation?
organisations-text = You belong to more than one organisation. What you see and whom you can reach depends on the one you choose.
organisations-legend = Organisation
organisations-continue = Continue
organisations-missing = Choose the organisation you are here for.
organisations-none = You belong to no organisation: this is a personal account.
organisations-back = Back to your account
organisations-suspended = Suspended
organisations-one = { $edition } · { $role }
