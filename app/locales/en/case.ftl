# Cases: what somebody asked support, on pages and in mail.

## Mail
case-mail-subject = [{ $reference }] { $title }
case-mail-received = We have your message “{ $title }”, and an agent will read it.
case-mail-reference = Its reference is { $reference }. Read it out if you call us.
case-mail-due = The first answer comes by { $time } at the latest.
case-mail-open = Open the case
case-mail-reply = To add something, answer this message. Files are welcome.
case-mail-no-reply = To add something, open the case. Answers to this message are not read.
case-mail-answered = { $agent } answered your case “{ $title }”:
case-mail-asked = It is your turn: we go on as soon as we hear from you.
case-mail-solved = { $agent } closed your case “{ $title }” with this outcome: { $outcome }
case-mail-solved-own = You marked your case “{ $title }” as solved. We are glad to hear it.
case-mail-reopen = If the problem comes back, write to us again and the case is reopened.
case-mail-priority = { $agent } changed the priority of your case “{ $title }” from { $before } to { $after }, for this reason:
case-mail-appeal = If you see it differently, open the case and say so; a second agent then decides.
case-mail-reminder = Your case “{ $title }” waits for your answer. This is what we asked last:
case-mail-reminder-else = If the matter is settled, open the case and mark it as solved. You need not do anything else.
case-mail-survey = Your case “{ $title }” is solved. Did our answer help you?
case-mail-survey-free = One click is enough, a word more is welcome. Your answer has no influence on later cases, and we do not ask again.
case-mail-close = { $portal } sent this message about case { $reference }.
case-rating-good = Yes, it helped
case-rating-fair = In part
case-rating-poor = No, it did not
case-time = { $date }, { $time } ({ $zone })
