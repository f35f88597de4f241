# Cases: what somebody asked support, on pages and in mail.

## Mail
case-mail-subject = [{ $reference }] { $title }
case-mail-received = We have your message “{ $title }”, and an agent will read it.
case-mail-reference = Its reference is { $reference }. Read it out if you call us.
case-mail-due = The first answer comes by { $time } at the latest.
case-mail-open = Open the case
case-mail-reply = To add something, reply to this message. You can attach files.
case-mail-no-reply = To add something, open the case. Replies to this message are not read.
case-mail-answered = { $agent } answered your case “{ $title }”:
case-mail-files = Files come with this answer: { $names }. Open the case to download them.
case-mail-asked = We are waiting for your answer, and go on as soon as we have it.
case-mail-solved = { $agent } closed your case “{ $title }” with this outcome: { $outcome }
case-mail-solved-own = You marked your case “{ $title }” as solved. We are glad to hear it.
case-mail-reopen = If the problem comes back, write to us again and the case is reopened.
case-mail-priority = { $agent } changed the priority of your case “{ $title }” from { $before } to { $after }, for this reason:
case-mail-appeal = If you see it differently, open the case and say so; a second agent then decides.
case-mail-reminder = Your case “{ $title }” is waiting for your answer. This is what we asked last:
case-mail-reminder-else = If the matter is settled, open the case and mark it as solved. You need not do anything else.
case-mail-survey = Your case “{ $title }” is solved. Did our answer help you?
case-mail-survey-free = One click is enough, a word more is welcome. Your answer has no influence on later cases, and we do not ask again.
case-mail-aside = Your message about the case “{ $title }” has reached us. The people who worked on it can read it, and the case was not opened again.
case-mail-aside-on = The contact page shows what you can do now, such as asking other customers.
case-mail-close = { $portal } sent this message about case { $reference }.
case-rating-good = Yes, it helped
case-rating-fair = In part
case-rating-poor = No, it did not
case-time = { $date }, { $time } ({ $zone })
case-time-end = the end of { $date } ({ $zone })

## Where a case stands
case-status-new = New
case-status-open = Open
case-status-pending = Waiting for customer
case-status-hold = On hold
case-status-solved = Solved
case-status-closed = Closed
case-yours-new = Received
case-yours-open = With us
case-yours-pending = Waiting for you
case-yours-hold = On hold with us

## How it ends
case-outcome-solved = Solved or answered
case-outcome-missing-feature = The feature is missing
case-outcome-not-reproducible = Not reproducible
case-outcome-other-team = Introduced to another team
case-outcome-out-of-scope = Not solvable or out of scope
case-outcome-outage = A posted outage is over
case-detail-idea = Submit the idea here: { $detail }
case-detail-advice = Our advice: { $detail }
case-detail-team = The team: { $detail }
case-detail-reason = The reason: { $detail }
case-detail-incident = The outage: { $detail }
case-detail-credit = You asked for a service credit.
case-detail-report = You asked for an incident report.

## Lengths of time
case-span-minutes = { $minutes } min
case-span-hours = { $hours } h { $minutes } min
case-span-days = { $days } d { $hours } h

## What is wrong with a text
case-wrong-empty = Write something first.
case-wrong-no-words = Write it in words, so that we know what is meant.
case-wrong-long = This has { $length } characters; at most { $limit } fit. Shorten it, and send long logs as a file.

## History
case-tag-note = Internal note
case-tag-support = Support
case-tag-mail = By mail
case-tag-unverified = By mail, sender not verified
case-tag-aside = Mail from someone without support
case-quoted = Quoted from earlier messages
case-appealed = There is an objection to the priority.
case-event-status = { $who } changed the status: { $status }
case-event-chose = { $who } chose { $after } instead of the suggested { $before }
case-event-priority = { $who } changed the priority from { $before } to { $after }
case-event-appeal = { $who } objects to the priority
case-event-unassigned = { $who } released the case
case-event-assigned = { $who } gave the case to { $after }
case-event-taken = { $who } took the case
case-event-outcome = { $who } closed the case: { $outcome }
case-event-target = The organisation’s edition is now { $edition }; due times follow it
case-event-no-target = The organisation has no edition with support any more; no due times are promised
case-event-suspended = The organisation is suspended; no due times are promised meanwhile
case-file-size = { $kilobytes } kB
case-author-unknown = unknown sender
case-files-left-out = These files were left out, since they are empty, too large, too many or not what their names say: { $names }
case-files = Files

## List
cases-menu = Your cases
cases-title = Your cases
cases-lead = What you have asked support, and where it stands.
cases-empty-title = Nothing is open
cases-empty-text = You have no cases. If something stops working, this is where you follow what becomes of it.
cases-empty-closed = Cases come with paid editions, and are submitted by administrators. Articles and the guided form are open to you all the same.
cases-empty-staff = Those who work for the help centre open no cases of their own. The cases of customers are at the desk.
cases-of = asked by { $name }
cases-updated = last change { $time }
cases-newer = Newer cases
cases-older = Older cases
cases-paging = More cases
cases-sharing-title = Who reads these cases
cases-sharing-changed = The setting is saved
cases-shared-on = All administrators of { $name } can read and answer the cases its people have opened since { $since }. Earlier ones stay with those who asked.
cases-shared-off = Each person of { $name } sees their own cases only. You can let all administrators read and answer those that are opened from then on, not earlier ones. Everyone is told so here, in the form and on each case.
cases-share-on = Let administrators read new cases
cases-share-off = Let everyone see only their own
case-due = Answer due by { $time }

## A case
case-title = { $reference }: { $title }
case-facts = About this case
case-fact-service = Service
case-fact-priority = Priority
case-fact-asked = Asked
case-fact-requester = Asked by
case-fact-since = Since
case-fact-due = Next answer by
case-fact-outcome = Outcome
case-fact-status = Status
case-shared = All administrators of { $name } can read this case.
case-not-now = The case has moved on, and this is not possible any more. Look at where it stands now.
case-outdated = The case was being changed at the same moment. Nothing was sent, and your text is kept. Send it again.
case-wait =
    { $minutes ->
        [one] You have written many messages within an hour. Nothing was sent; what you wrote is kept below. Send it in a minute.
       *[other] You have written many messages within an hour. Nothing was sent; what you wrote is kept below. Send it in { $minutes } minutes.
    }
case-news-submitted = Your case is with us. Its reference is { $reference }
case-news-due = The first answer comes by { $time }.
case-news-mail = A message with everything in it is on its way to you.
case-news-replied = Your message was added
case-news-solved = The case is marked as solved
case-news-solved-text = If the problem comes back, write again and the case is reopened.
case-news-reopened = The case is open again
case-news-appealed = You objected to the priority; another agent will look at it
case-reply = Your answer
case-reply-hint = Say what you tried and what happened. Leave passwords out.
case-reply-send = Send
case-reply-reopen = Is there more?
case-reply-reopen-send = Send and reopen
case-reply-missing = Write a message, or choose a file first.
case-files-refused = No file was taken. Choose files that are not empty, not larger than 25 MB, and what their names say.
case-files-full = No file was taken: you have sent many files that belong to no case yet. Try again tomorrow, or remove some from the form.
case-mark-solved = Mark as solved
case-reopen = Reopen the case
case-appeal = The priority is not right
case-appeal-text = We changed the priority of this case. You can object once; an agent who did not decide it looks at it again.
case-appeal-reason = What makes it more urgent?
case-appeal-missing = Say what makes it more urgent.
case-appeal-send = Ask for another look

## Support does not answer the reader any more
case-lapse-open-title = You can finish this case
case-lapse-open = You may go on writing here until the case is closed; it can then be read, and not reopened.
case-lapse-ended-title = This case can be read, and not reopened
case-lapse-ended = Everything in it stays here for you to read.
case-lapse-read-title = You can read this case, and not write to it
case-lapse-read = Everything in it stays here for you to read.
case-lapse-free-edition = The organisation’s edition does not include support any more.
case-lapse-not-administrator = Support answers the organisation’s administrators, and you are not one of them at present.
case-lapse-suspended = The organisation is suspended.
case-lapse-no-organisation = You do not belong to the organisation this was asked for any more.
case-lapse-refused = Your message was not sent: this case takes none from you any more.
case-lapse-kept = What you wrote, to take elsewhere
case-lapse-contact = What you can do now

## Questionnaire
rating-title = How was it?
rating-about = Case { $reference }: { $title }
rating-question = Did our answer help you?
rating-missing = Choose one of the answers.
rating-early = This case is still being worked on
rating-early-text = You can say how it was once it is solved. Until then, write to us by replying to any message about the case.
rating-words = What would have made it better?
rating-words-hint = You may leave this empty.
rating-send = Send
rating-thanks = Thank you for your answer
rating-thanks-text = It reaches the people who worked on your case. We do not ask again.
rating-thanks-change = You can change it below, or add some words.
