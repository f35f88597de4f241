# The guided form: from a problem to a case, or to the right forum.

policies-business-hours = Business hours: { $hours }.
problem-storage-full-title = There is no room to keep more right now
problem-storage-full-text = What you have just sent was not kept; everything before it is. We have been told. Please try again in a while.

## The form and its steps
new-title = Describe a problem
new-lead = A few short questions, one at a time. Nothing is sent before you say so.
new-need = Have ready: what you did, what you saw, and since when. Answers are kept as you go.
new-begin = Begin
new-go-on = Continue where you left off
new-back = Back
new-continue = Continue
new-discard = Discard and start again
new-begun-title = You have begun already
new-begun-text = Your answers are still here.
new-other-ways = Other ways to reach us
new-steps-label = Steps
new-step-count = Step { $step } of { $steps }
new-step-done = answered
new-kept-account = Your answers are kept in your account as you go.
new-kept-browser = Your answers are kept for seven days, for this browser alone.
new-change = Change
new-change-named = Change: { $name }
new-short-service = Service
new-short-problem = What happens
new-short-reach = How many people
new-short-workaround = A way around it
new-short-details = Description
new-short-evidence = Evidence
new-short-review = Check and send
new-short-forum = Ask in the forum
new-short-articles = See what fits
new-short-hand-on = Hand it to an administrator
new-short-open = Check and choose a way

## Where it ends
new-end-case-title = This ends with a case
new-end-case = Support receives your answers as a case, and replies by e-mail. You also see by when.
new-end-staff-title = You can look, and nothing is sent
new-end-staff = Those who work for the help centre open no cases. You see each step as an administrator of a paid edition does; to open a case for a customer, let a program do it by the API.
new-end-administrator-title = Your administrators submit cases
new-end-administrator = Only administrators of your organisation can submit a case: { $who }. You get a text to hand to them, and a ready-made topic for the forum.
new-end-administrator-alone = Only administrators of your organisation can submit a case: { $who }. You get a text to hand to them, and the articles that come closest.
new-administrators-unnamed = ask in your organisation who looks after its accounts
new-end-forum-title = This ends in the forum
new-end-forum = You get a topic ready-made from your answers, and the articles that come closest. Support cases are for administrators of paid editions.
new-end-suspended = Your organisation is suspended, and support takes no cases from it until that is settled. You get a topic ready-made from your answers, and the articles that come closest.
new-end-articles-title = This ends with articles
new-end-articles = You get the articles that come closest to your answers, and the answers as a text to take along. Support cases are for administrators of paid editions.
new-end-suspended-articles = Your organisation is suspended, and support takes no cases from it until that is settled. You get the articles that come closest, and your answers as a text to take along.
new-end-undecided-title = First choose your organisation
new-end-undecided = Where the form leads depends on the organisation you act for. You can also begin now and choose later.
new-end-open-case-title = Administrator of a paid edition?
new-end-open-case = Then this ends with a case for support. Sign in now or at the end: your answers stay.
new-end-open-forum-title = Everyone else
new-end-open-forum = Then this ends in the forum, with a topic ready-made from your answers. It is free, and you need not sign in here.
new-end-open-articles = Then this ends with the articles that come closest, and with your answers as a text to take along. It is free, and you need not sign in here.

## Questions
new-service-title = Which service is it about?
new-problem-title = What happens?
new-effect-no-access = People cannot get in, or cannot use it at all
new-effect-no-access-example = For example: instead of the inbox there is an error page.
new-effect-blocks = People cannot work together
new-effect-blocks-example = For example: nobody can open the shared calendar.
new-effect-fault = Something does not work as it should
new-effect-fault-example = For example: a button does nothing, or a message looks wrong.
new-effect-wish = It works, but not as we would like
new-effect-wish-example = For example: adding a word to the dictionary takes too many steps.
new-since-label = Since when? (optional)
new-since-hint = For example: this morning around nine, or yesterday’s update.
new-reach-title = How many people are affected?
new-reach-one = One person
new-reach-one-example = For example: only you, or one colleague.
new-reach-many = Several, or everyone
new-reach-many-example = For example: a team, a location, or the whole organisation.
new-workaround-title = Is there a way around it?
new-workaround-hint = Something else you can do for now to get the same done.
new-way-none = No, there is none
new-way-none-example = For example: the phone app fails as well.
new-way-unacceptable = There is one, but it is too much to ask of anybody
new-way-unacceptable-example = For example: copying every message by hand.
new-way-acceptable = Yes, it will do for now
new-way-acceptable-example = For example: it works in another browser.
new-way-not-needed = None is needed
new-way-not-needed-example = For example: nothing is held up by it.
new-details-title = Describe the problem in your own words
new-details-line = The problem in a line
new-details-line-hint = For example: error 500 when opening the inbox.
new-details-full = The full description
new-details-full-hint = What did you do, what did you expect, and what happened instead? Copy error texts whole. Leave out passwords.
new-evidence-title = What helps us understand it
new-evidence-lead = Anything you can add here saves a round of questions. None of it is required.
new-review-title = Check your answers
new-since-said = Since: { $since }
new-fact = { $name }: { $value }

## Priority
new-priority-title = Priority
new-priority-example = An example of it: { $example }
new-due = First answer by { $when }.
new-level = { $level }: { $title }
new-level-suggested = { $level }: { $title } (suggested)
new-level-because = { $because } That makes it { $level }.
new-level-chosen = You chose { $level }. Your answers suggest { $suggested }.
new-level-other = Choose another priority
new-level-question = How urgent is it for you?
new-reason-label = Why another priority?
new-reason-hint = In a sentence. Support sees it, and may change the priority with a reason of its own.

## Articles at the side
new-articles-title = These may answer it
new-articles-more = More articles
new-articles-first = Articles that may answer it

## Files
new-files-title = Files
new-files-label = Add files
new-files-hint = Up to { $files } files of { $megabytes } MB each: screenshots, logs, HAR files, message headers.
new-files-upload = Upload
new-files-caution-title = Files are sent as they are
new-files-caution-text = Please take passwords, cookies and other secrets out of logs first. With JavaScript turned on, this page does so for you.
new-files-count =
    { $count ->
        [0] No files
        [one] { $count } file
       *[other] { $count } files
    }
new-file-remove = Remove
new-file-remove-named = Remove { $name }
new-file-half = { $received } of { $size } arrived
new-size-bytes = { $count } B
new-size-kilobytes = { $count } kB
new-size-megabytes = { $count } MB

## What a script says
new-live-drop = You can also drop files here, or paste a screenshot.
new-live-sending = { $name }: { $percent } sent
new-live-paused = { $name }: the connection was lost. Sending goes on by itself once it is back.
new-live-resume = Try again now
new-live-cleaning = Looking for secrets in { $name }
new-live-cleaned = Secrets taken out of { $name }: { $count }
new-live-nothing = No secrets were found in { $name }
new-live-keep = Send this one as it is: { $value }
new-live-send = Send the file
new-live-cancel = Do not send it
new-live-failed = { $name } could not be sent. Please try again.
new-live-unclean = { $name } could not be searched for secrets, so it was not sent. Reload the page and try again.
new-saved = Saved
new-not-saved = Not saved yet. Keep this page open; it tries again.
new-not-saved-full = Not saved: there is no room right now. Keep this page open; it tries again.
new-not-saved-long = Not saved: this is too long to be kept. Please shorten it.
new-not-saved-elsewhere = Not saved: this form was sent, or is filled in, elsewhere. Reload the page to go on.
new-signed-out-title = You are no longer signed in
new-signed-out-text = What you write now is kept for this browser. Sign in, and it joins the answers you gave before.

## Sending
new-submit-title = Send it
new-submit-text = Support receives everything above. You get a reference at once, and a mail that confirms it.
new-submit = Submit the case
new-submit-talk = Rather talk? Submit it and go on by phone or chat: with the reference, the agent sees what you wrote.
new-submit-phone = Submit and call
new-submit-chat = Submit and chat
new-review-staff-title = An administrator would send it here
new-review-staff = This is where an administrator of a paid edition may choose another priority and submits the case. You work for the help centre, so nothing is sent.
new-sent-title = Your case is with support
new-sent-reference = Your reference
new-sent-next = What happens next
new-sent-mail = A mail confirms it to { $email }. Its subject begins with the reference.
new-sent-due = A first answer comes by { $when }.
new-sent-reply = Reply to any of our mails to add something, files included.
new-sent-case = See the case
new-sent-phone-title = Now call us
new-sent-phone = The numbers and your PIN are on the contact page. Read out the reference above: the agent then sees everything you wrote.
new-sent-chat-title = Now start the chat
new-sent-chat = The chat is on the contact page, and brings your case along: the agent sees everything you wrote.
new-sent-talk = To the contact page

## The way into the forum
new-topic-title = Your topic for: { $forum }
new-topic-carried = It is written. The forum opens with it filled in; read it through there and post it.
new-topic-beginning = It is longer than an address can carry: the forum opens with its beginning. Copy the rest from here.
new-topic-copy = The forum opens empty. Copy your topic from here.
new-written-text = Your text
new-topic-open = Open it in the forum
new-topic-public = Anyone can read the forum. Leave out what only your organisation may know.
new-text-title = Your answers as a text
new-text-text = Copy it, and show it to whoever may know more.
new-hand-on-title = Hand this to an administrator
new-hand-on-text = Copy the text and send it to an administrator of your organisation: { $who }.

## What is wrong
new-wrong-service = Choose the service it is about.
new-wrong-effect = Choose what happens.
new-wrong-reach = Choose how many people are affected.
new-wrong-workaround = Choose whether there is a way around it.
new-wrong-title = Sum up the problem in a line.
new-wrong-description = Describe what happened.
new-wrong-reason = Say why it needs a different priority from the one suggested.
new-wrong-no-words = Use words: symbols alone do not tell us what is wrong.
new-wrong-too-long = This has { $length } characters; the limit is { $limit }. Please shorten it.
new-wrong-description-long = This has { $length } characters; the limit is { $limit }. Keep the main points here, and add the rest as a file in the next step.
new-wrong-no-file = Choose a file first.
new-wrong-half-file = { $name } did not arrive completely. Choose the same file again, and it goes on; or remove it.
new-wrong-file-large = { $name } is larger than { $megabytes } MB. Send the part around the moment it happens, or compress it.
new-wrong-file-many = { $name } is one too many: the limit is { $files } files. Remove one, or pack several into an archive.
new-wrong-file-full = { $name } does not fit any more: you have sent many files that belong to no case yet. Submit the case, remove some files, or try again tomorrow.
new-wrong-file-empty = { $name } is empty.
new-wrong-file-program = { $name } is a program. Programs are not accepted.
new-wrong-file-pretends = { $name } is not what its name says. Check that it is the right file, and that it can be opened.
new-wrong-full = There is no room to keep this right now. What you sent before is safe. Please try again in a while.
new-wrong-away = This could not be kept just now. Your earlier answers are safe, and what you wrote is still below. Please try again in a minute.
new-wrong-staff = Those who work for the help centre open no cases. You can look at every step; to open a case for a customer, let a program do it by the API.
new-wrong-wait =
    { $minutes ->
        [one] You have submitted many cases within an hour. Everything is kept; submit this one in a minute, or add to a case that is open.
       *[other] You have submitted many cases within an hour. Everything is kept; submit this one in { $minutes } minutes, or add to a case that is open.
    }

## When something is due
due-today = today at { $time }
due-tomorrow = tomorrow at { $time }
due-weekday = { $day } at { $time }
due-date = { $date } at { $time }
due-end-today = the end of today
due-end-tomorrow = the end of tomorrow
due-end-weekday = the end of { $day }
due-end-date = the end of { $date }

## The way to the form
contact-request = Write a support request
contact-guided = Describe a problem step by step
contact-guided-text = A few short questions, one at a time. You end with the articles that fit and a finished text to take along.

## Known incidents at the side
new-known-title = This is known
new-known-text = We are working on it. If it is what you see, say so: you are counted, and can get updates instead of a case of your own. Your answers here are kept.
new-known-elsewhere = Another status page that we read reports this. There you see how it goes on, and can get updates. Your answers here are kept.
new-known-back = Back to your answers
