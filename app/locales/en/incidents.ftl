# Cases that hang on an incident or a maintenance: in their history, in their mail, at the desk.

case-event-incident = { $who } linked this case to:
case-event-incident-undone = { $who } unlinked this case from:
case-event-incident-ended = What this case is linked to is over:
case-event-incident-returned = What this case is linked to is back:
case-mail-incident-ended = “{ $incident }” is over. Your case “{ $title }” is linked to it. This is what we wrote last:
case-mail-incident-read = Read all about it
case-mail-incident-still = Your case stays open. If something still does not work, tell us.
case-mail-incident-returned = “{ $incident }” was over, and the trouble is back. Your case “{ $title }” is linked to it. This is what we wrote last:
case-mail-incident-goes-on = Your case is open. We will tell you when this is over.
case-mail-incident-reopened = We had closed your case because this was over, so we have opened it again. There is nothing you need to do; we will tell you when this is over.
case-mail-incident-again = Your case stays closed. If this concerns you again, write to us and the case is reopened.

desk-incident-title = Status page
desk-incident-proposed = This is happening in the case’s service right now. Nothing is linked yet.
desk-incident-link = Link
desk-incident-link-of = Link “{ $title }” to this case
desk-incident-unlink = Unlink
desk-incident-unlink-of = Unlink “{ $title }” from this case
desk-incident-other = Choose an incident
desk-incident-option = { $title } ({ $stage })
desk-incident-tag = Incident
queue-incident = Incident
queue-incident-linked = linked to one
queue-incident-this = linked to the one chosen
desk-incident-cases = Cases
desk-incident-none = No case is linked to this. Agents link cases on the page of each case.
desk-incident-count = { $open } of { $all } are open.
desk-incident-all = Show them in the queue
desk-incident-told = As soon as this is over, each open case is told of it, and its customer by mail.
desk-incident-solve-text = Close the open cases with the outcome “{ $outcome }”. Each customer gets a mail of their own. A case in which something happened since you opened this page stays open.
desk-incident-solve-submit =
    { $count ->
        [one] Close { $count } case
       *[other] Close { $count } cases
    }
desk-incident-solved =
    { $count ->
        [one] { $count } case is closed
       *[other] { $count } cases are closed
    }
desk-incident-left =
    { $count ->
        [one] { $count } case stays open, since something happened in it meanwhile. Read it first.
       *[other] { $count } cases stay open, since something happened in them meanwhile. Read them first.
    }
