# The staff's desk: who calls, and the portal with other eyes.

desk-title = Desk
desk-lead = You are signed in as { $name }, { $role }.
desk-role-agent = agent
desk-role-editor = editor
desk-role-operator = operator
desk-here = This is where those who work for the help centre find their tools.
desk-pin-title = Who is calling?
desk-pin-text = Ask the caller for the PIN on their contact page. It has eight digits and is valid for { $minutes } minutes.
desk-pin-label = PIN
desk-pin-hint = Eight digits; spaces do not matter.
desk-pin-submit = Check
desk-pin-malformed = Enter all eight digits.
desk-pin-not-valid = This PIN is not valid. It may have run out, or a digit was misheard. Ask the caller to get a new one on the contact page.
desk-pin-wait =
    { $minutes ->
        [one] Too many wrong PINs. Please wait one minute before the next.
       *[other] Too many wrong PINs. Please wait { $minutes } minutes before the next.
    }
desk-pin-not-yours = Agents and operators check PINs here.
desk-caller-title = { $name } is calling
desk-caller-entitled = Entitled to support
desk-caller-not-entitled = Not entitled to support at present
desk-caller-suspended = The organisation is suspended
desk-caller-account-suspended = The account is suspended
desk-caller-address = Address
desk-caller-organisation = Organisation
desk-caller-no-organisation = None
desk-caller-reference = Customer number
desk-caller-edition = Edition
desk-caller-role = Role
desk-caller-administrator = Administrator
desk-caller-member = Member
desk-caller-staff = Works for this help centre
desk-caller-valid =
    { $minutes ->
        [one] The PIN is valid for { $minutes } more minute.
       *[other] The PIN is valid for { $minutes } more minutes.
    }
desk-view-title = See the portal as someone else
desk-view-text = Pages, search and the API then answer you as they would answer that person. You stay signed in as yourself; a bar on every page takes you back.
desk-view-label = View as
desk-view-submit = View the portal
view-as-now = You are viewing the portal as { $kind }.
view-as-stop = Back to your own view
view-as-anonymous = someone who is not signed in
view-as-personal = someone with a personal account
view-as-free-member = a member of an organisation on the free edition
view-as-free-administrator = an administrator of an organisation on the free edition
view-as-paid-member = a member of an organisation with a paid edition
view-as-paid-administrator = an administrator of an organisation with a paid edition
view-as-suspended = an administrator of a suspended organisation

## The queue
queue-title = Cases
queue-views = Views
queue-view-open = Open
queue-view-mine = Mine
queue-view-unassigned = Unassigned
queue-view-late = Late
queue-view-pending = Waiting for customers
queue-view-hold = On hold
queue-view-asides = Mail without support
queue-view-solved = Solved
queue-forget = Remove the view “{ $name }”
queue-any = Any
queue-text = Find
queue-filter = Show
queue-empty = Nothing here. All is answered.
queue-asides-about = Cases about which somebody wrote by mail whom support does not answer any more. The case was not opened again; read it, and decide.
queue-asides-empty = No mail is waiting.
queue-due = Due
queue-case = Case
queue-assignee = Agent
queue-nobody = Nobody
queue-not-due = Not due
queue-late-by = { $span } late
queue-due-in = in { $span }
queue-before = Before
queue-after = More
queue-views-full = You have as many views as can be kept. Remove one first.
queue-save-label = Keep this view as
queue-save = Keep

## A case at the desk
desk-done-answered = Your answer is sent. The status is now: { $status }
desk-done-noted = Your note is kept
desk-done-taken = The case is yours now
desk-done-assigned = The case is with { $name } now
desk-done-released = The case is nobody’s now
desk-done-moved = The status is now: { $status }
desk-done-reclassified = The priority is now { $priority }
desk-done-resolved = The case is closed with its outcome
desk-done-linked = The link is made
desk-done-unlinked = The link is removed
desk-outcome-missing = Choose an outcome.
desk-outcome-address = Give the address where the idea is submitted; it begins with https://
desk-answer-missing = Write the answer first.
desk-note-missing = Write the note first.
desk-reason-missing = Say why the priority changes.
desk-advice-missing = Say what the customer can try.
desk-team-missing = Name the team.
desk-scope-missing = Say why it cannot be solved here.
desk-outage-missing = Choose the incident that the case belonged to.
desk-same-priority = The case has this priority already.
desk-files-refused = Not every file was taken: { $names }. Files must not be empty, larger than 25 MB, programs, or something other than their names say; at most 10 fit. Nothing was sent; your text and the other files are kept.
desk-files-gone = A file that waited here is gone: it was removed after a day, or has been sent already. Nothing was sent now; your text and the other files are kept. Choose it again if it is still needed.
desk-files-hint = Up to { $files } files of { $megabytes } MB each.
desk-outdated = The case has changed while you were writing
desk-outdated-text = Nothing was sent, and your text is kept below. Read what is new, then send it again.
desk-writes = { $name } is writing
desk-looks = { $name } is looking at this case
desk-news =
    { $count ->
        [one] { $count } new entry since you opened this page
       *[other] { $count } new entries since you opened this page
    }
desk-answer = Answer
desk-answer-hint = { $name }’s language: { $language }
desk-next = Then
desk-next-theirs = wait for the customer
desk-next-ours = keep it open
desk-next-hold = put it on hold
desk-answer-send = Send answer
desk-note = Internal note
desk-note-hint = Only staff read this.
desk-note-save = Save note
desk-take = Take it
desk-hold = Put on hold
desk-work = Resume
desk-assign = Assign
desk-resolve = Close with an outcome
desk-choose = Choose
desk-first-due-in = First answer due in { $span }
desk-first-late-by = First answer { $span } late
desk-next-due-in = Next answer due in { $span }
desk-next-late-by = Next answer { $span } late
desk-detail = Details
desk-detail-hint = Missing feature: the idea’s address. Not reproducible: advice. Another team: which one. Out of scope: why.
desk-outage = Outage
desk-outage-hint = For the outcome about an outage: the incident that the case belonged to. The customer gets a link to its page, and the case is linked to it.
desk-outage-option = { $title } ({ $stage }, { $date })
desk-outage-none = For the outcome about an outage: no incident of { $service } is open, or was over in the last { $days } days. Write the incident first, or link this case to another one.
desk-credit = The customer asked for a service credit
desk-report = The customer asked for an incident report
desk-closing = Message to the customer, if there is more to say
desk-resolve-send = Close the case
desk-reclassify = Change the priority
desk-reason = Reason
desk-reason-hint = The customer reads it.
desk-reclassify-send = Change
desk-edition-suspended = { $edition }, suspended
desk-fact-language = Language
desk-fact-answers = Answers
desk-fact-suggested = Suggested
desk-fact-rating = Questionnaire
desk-rated = { $rating } – { $words }
desk-appealed = The customer objected to the changed priority. Somebody other than the agent who changed it decides.
desk-context = Context
desk-effect-no-access = no access
desk-effect-collaboration = people cannot work together
desk-effect-designed = not as designed
desk-effect-wished = not as wished
desk-reach-one = one person
desk-reach-many = many people
desk-workaround-none = no workaround
desk-workaround-not-acceptable = no acceptable workaround
desk-workaround-acceptable = workaround exists
desk-workaround-not-needed = no workaround needed
desk-articles = Articles
desk-insert = Insert
desk-insert-of = Insert “{ $title }” into the answer
desk-others = Other cases of this person
desk-ways = Parts of this case

## Keys
keys-title = Keyboard shortcuts
keys-next = Next
keys-previous = Previous
keys-open = Open
keys-answer = Answer
keys-note = Internal note
keys-assign = Assign
keys-resolve = Close with an outcome
keys-search = Find
keys-queue = Back to the queue
keys-help = Show keyboard shortcuts
keys-need-scripts = These keys work with JavaScript turned on.
keys-close = Close

## Figures
figures-title = Figures
figures-lead =
    { $days ->
       *[other] Cases of the last { $days } days, against what was promised.
    }
figures-answers = First answers in time
figures-answer-time = Median time to answer
figures-solutions = Solved in time
figures-solution-time = Median time to solve
figures-target = Target: { $span }
figures-target-hours = Target: { $span }, both in business hours
figures-weeks = First answers in time, week by week
figures-week = Week of
figures-solved-weeks = Solved in time, week by week
figures-ratings = Questionnaire
figures-none = –
figures-kept = { $kept } of { $due } ({ $percent }%)
figures-percent = { $percent }%
figures-rated = { $count } ({ $percent }%)
figures-no-ratings = Nobody has answered yet.
