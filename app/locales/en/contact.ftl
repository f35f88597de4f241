# The contact desk: who reaches whom, when, and what else helps.

contact-title = Contact support
contact-viewer-anonymous = You are not signed in, so we cannot tell whether your edition includes support.
contact-viewer-personal = You are signed in with a personal account.
contact-viewer-free = You are signed in for an organisation on the free edition.
contact-viewer-member = You are signed in as a member of an organisation with a paid edition.
contact-viewer-suspended = Your organisation’s account is suspended.
contact-unlock-sign-in = Phone, chat and e-mail are for administrators of organisations with a paid edition. Education and nonprofit editions count as paid.
contact-unlock-paid-edition = Phone, chat and e-mail come with paid editions, education and nonprofit included. Yours does not include them.
contact-unlock-ask-administrator = Your organisation’s administrators can reach us on your behalf. Tell them what you see and since when.
contact-unlock-settle-account = Phone, chat and e-mail open again as soon as the suspension is lifted.
contact-best = What you can do right now
contact-alt-articles-title = Search the articles
contact-alt-articles-text = Most questions are answered in the articles.
contact-alt-articles-action = Search
contact-alt-forum-title = Ask in the forum
contact-alt-forum-text = Free and open to everyone. Describe what you tried; others have often met the same.
contact-alt-forum-action = Go to the forum
contact-alt-status-title = See what is running
contact-alt-status-text = If something is down, it says so there, and when it is expected back.
contact-alt-status-action = Open the status page
contact-channels = Ways to reach us
contact-phone = Phone
contact-chat = Chat
contact-email = E-mail
contact-hours-always = Day and night, every day
contact-no-channels = This portal names no support channels. The articles are open to everyone.
contact-policies = How priorities, first answers and outcomes work
contact-rules-title = What you can expect of support

## Who the portal takes the reader for
contact-who-personal = You are signed in as { $email }, with a personal account.
contact-who-administrator = You are signed in as administrator of { $organisation }, { $edition } edition.
contact-who-member = You are signed in as member of { $organisation }, { $edition } edition.
contact-who-suspended = You are signed in for { $organisation }, whose account is suspended.
contact-who-staff = You are signed in as { $name }, who works for this help centre.
contact-who-undecided =
    { $count ->
        [one] You are signed in as { $email } and belong to { $count } organisation, but have not yet chosen to act for it.
       *[other] You are signed in as { $email } and belong to { $count } organisations, but have not yet chosen for which of them you act.
    }
contact-viewer-administrator = You are signed in as administrator of an organisation with a paid edition.
contact-granted = All the ways below are open to you.
contact-granted-staff = You see the channels as administrators of a paid edition do.

## What opens the channels
contact-sign-in-title = Sign in to reach support
contact-sign-in-action = Sign in
contact-sign-in-forgotten = I forgot my password
contact-sign-in-personal = My address is a personal one
contact-choose-title = Choose your organisation
contact-unlock-choose-organisation = What is open to you depends on the edition of the organisation you act for.
contact-choose-action = Choose
contact-ask-title = Your administrators can reach support
contact-ask-what = What helps them most: what you wanted to do, the exact message you saw, since when, and whether others see it too.
contact-settle-title = Settle the account
contact-settle-text = Most suspensions are about an open invoice. Once it is paid, the channels open again by themselves.
contact-settle-member = Most suspensions are about an open invoice, and your organisation’s administrators can settle it. Tell them what you see here.
contact-settle-action = Go to billing
contact-ask-whom = In your organisation: { $names }.
contact-more-title = What a paid edition adds
contact-more-text = The channels above, with the first answers that the support policies promise. What is free today stays free, whatever you decide.
contact-more-administrator = As an administrator you can change the edition whenever it suits your organisation.
contact-more-link = How support works, in detail
contact-otherwise = Also free for everyone
contact-meanwhile = What helps meanwhile

## Channels that stay closed
contact-closed-not-signed-in = Opens to administrators once they are signed in
contact-closed-personal = Not part of a personal account
contact-closed-free = Not part of the free edition
contact-closed-member = Open to your administrators
contact-closed-suspended = Paused while the account is suspended
contact-closed-undecided = Depends on the organisation you choose

## Channels that are open
contact-recommended-language = Recommended now: it is open, and answers in your language.
contact-recommended-open = Recommended now: it is open.
contact-all-closed = Every channel is closed right now. The one that opens first stands first.
contact-other-languages =
    { $count ->
        [one] In { $count } other language
       *[other] In { $count } other languages
    }
contact-case = This is about your case. Give its reference, and whoever answers sees everything you wrote; a chat passes it on by itself.
contact-chat-start = Start a chat
contact-email-write = Write an e-mail
contact-email-note = Leave the reference in the subject as it is: it tells us at once for whom you write.
contact-email-subject = Support request from { $organisation } (reference { $reference })
contact-email-subject-plain = Support request (reference { $reference })

## Support PIN
contact-pin-title = Before you call
contact-pin-text = On the phone we ask for a PIN, so that we know it is you. Get one here and read it out.
contact-pin-get = Get a PIN
contact-pin-again = Get a new PIN
contact-pin-label = Your PIN
contact-pin-minutes =
    { $minutes ->
        [one] Valid for { $minutes } more minute.
       *[other] Valid for { $minutes } more minutes.
    }
contact-pin-until = Valid until { $time } your time.
contact-pin-private = It identifies you and your organisation. Give it to nobody but our support.

## Time zone
zone-title = Your time zone
zone-known = Times are shown in { $zone } and, where it differs, in that of the desk.
zone-unknown = Times are those of each support team.
zone-label = Time zone
zone-none = Each team’s own time
zone-submit = Use this time zone

## Opening hours
# $hour is the hour itself, for languages in which the article before a time depends on it.
hours-clock =
    { $hour ->
       *[other] { $time }
    }
hours-days = { $first } to { $last }
hours-period = { $days }, { $from } to { $to }
hours-day-time = { $day } { $time }
hours-of-zone = { $said } ({ $zone })
hours-but-holidays = { $said }, closed on holidays
hours-yours = { $said } your time
hours-yours-and-desk = { $said } your time ({ $desk }, { $zone })
hours-now-always = Open now, day and night
hours-now-open = Open now
hours-closed-for-long = Closed for the coming weeks
hours-closes-in =
    { $minutes ->
        [one] Closes in { $minutes } minute
       *[other] Closes in { $minutes } minutes
    }
hours-opens-in =
    { $minutes ->
        [one] Opens in { $minutes } minute
       *[other] Opens in { $minutes } minutes
    }
hours-until-today = Open until { $time }
hours-until-tomorrow = Open until tomorrow, { $time }
hours-until-weekday = Open until { $day }, { $time }
hours-until-date = Open until { $date }, { $time }
hours-opens-today = Opens today at { $time }
hours-opens-tomorrow = Opens tomorrow at { $time }
hours-opens-weekday = Opens { $day } at { $time }
hours-opens-date = Opens on { $date } at { $time }
