# How the services do: the status page, the line on other pages, the desk for incidents, following by mail.

status-title = Status
status-see = Status of all services
status-calm = All services are working
status-now-maintenance = Announced maintenance is under way
status-now-minor = Some services are slower than usual
status-now-major = Some services are disrupted
status-now-critical = Some services are down
status-lead = What works now, what we are working on, and how it went in the last { $days } days.
status-no-services = There are no services to watch yet. They appear here as soon as portal.toml names them.

## States, stages and impact
state-operational = Working
state-maintenance = Under maintenance
state-degraded = Slower than usual
state-partial = Disrupted for some
state-major = Down
stage-investigating = Investigating
stage-identified = Cause found
stage-monitoring = Fixed, being monitored
stage-resolved = Resolved
stage-postmortem = Review
stage-scheduled = Announced
stage-in-progress = Under way
stage-verifying = Being checked
stage-completed = Completed
stage-called-off = Called off
impact-none = No effect
impact-maintenance = Maintenance
impact-minor = Minor
impact-major = Major
impact-critical = Critical

## The status page
status-open = Happening now
status-services = Services
status-group-other = More services
status-ahead = Announced maintenance
status-ahead-none = No maintenance is announced.
status-past = Earlier
status-past-none = Nothing went wrong in the last { $days } days.
status-uptime = { $percent }% available in { $days } days
status-uptime-none = Watched since today
status-history = { $service }, the last { $days } days
status-days-ago =
    { $days ->
        [one] { $days } day ago
       *[other] { $days } days ago
    }
status-today = Today
status-day = { $date } (UTC): { $state }, { $length }
status-days =
    { $count ->
        [one] { $count } day with trouble
       *[other] { $count } days with trouble
    }
status-days-none = No trouble in { $days } days
status-col-day = Day (UTC)
status-col-state = Worst state
status-col-length = Time affected
status-minutes = { $minutes } min
status-hours = { $hours } h { $minutes } min
status-moment = { $date }, { $time } UTC
status-paused = Resolved in between
status-span = { $from } to { $until }
status-began = Began { $when }
status-lasted = Lasted { $length }
status-affects = Affects: { $services }
status-only-in = Available only in { $languages }
status-updates = What happened
status-legend = Taller bars mark days with trouble; the table below each row tells how long it lasted.
status-source-failing = The status page we read from cannot be reached. This is what it said on { $when }.
status-source-never = The status page we read from has not been reached yet, so we cannot say how the services are doing.
status-source-link = Open it yourself
status-source-open = Open that status page
status-as-of = { $sentence } (as of { $when })
status-now-unknown = We cannot say how the services are doing right now

## One incident
status-incident-page = Incident
status-maintenance-page = Maintenance
status-for-you = For you as a support customer
status-workaround = What you can do meanwhile
status-credit = Service credit
status-report = Incident report
status-affected-title = Is this happening to you?
status-affected-text = Tell us with one click. It helps us see how far the trouble reaches; nothing about you is kept.
status-affected-action = I’m affected
status-affected-count =
    { $count ->
        [one] { $count } person says they are affected.
       *[other] { $count } people say they are affected.
    }
status-affected-thanks = Thank you, we have counted you.
status-affected-again = We had counted you already. Thank you.
status-affected-over = This is over, so we no longer count.
status-affected-elsewhere = This comes from another status page, so we do not count here.

## Following
follow-title = Follow the status
follow-text = We write when something goes wrong, when it is fixed, and before maintenance. Nothing else.
follow-email = Your e-mail address
follow-components = Which services?
follow-components-hint = Leave all unticked to hear about every service.
follow-submit = Send me updates
follow-asked-title = Check your inbox
follow-asked-text = If the address is right, a message with a link is on its way. Updates begin once you have opened it and confirmed; the link works for two days.
follow-bad-email = Enter a complete address, such as name@example.org.
follow-no-component = The services you chose are no longer there. Choose again.
follow-wait = That was a lot of requests. Please try again in { $minutes } min.
follow-feeds = Or in a feed reader or calendar:
follow-atom = Atom
follow-rss = RSS
follow-calendar = Maintenance calendar (iCalendar)
follow-no-mail = This help centre sends no mail yet. The feeds below carry the same news.
follow-elsewhere-title = We send no updates ourselves
follow-elsewhere = What is shown here comes from another status page. To get updates by e-mail, follow that page.
follow-page-title = Your status updates
follow-page-confirm = Confirm that updates should go to { $email }.
follow-page-confirmed = Updates go to { $email }.
follow-page-gone-title = This link does not work any more
follow-page-gone-text = It was not confirmed in time, or the updates were stopped. You can ask for them again on the status page.
follow-page-submit-confirm = Confirm
follow-page-submit-save = Save
follow-page-saved = Saved. We will write to you from now on.
follow-page-end-title = No more updates
follow-page-end-text = One click, and we forget your address.
follow-page-end-submit = Stop the updates
follow-page-ended-title = You get no more updates
follow-page-ended-text = We have forgotten your address.

## Mail of the status
status-mail-confirm-subject = Confirm updates on { $portal }
status-mail-confirm-text = Someone, most likely you, asked for updates on the state of the services. If it was you, confirm it; if not, there is nothing to do, and you will hear no more of it.
status-mail-confirm-action = Confirm
status-mail-confirm-after = The link works for two days.
status-mail-subject = { $stage }: { $title }
status-mail-services = Services: { $services }
status-mail-action = Read everything
status-mail-end = You get this because you follow the status of { $portal }.
status-mail-end-action = Change what you follow, or stop it:

## What maintenance says by itself
maintenance-begins = The announced maintenance has begun.
maintenance-ends = The announced maintenance is completed.

## The desk
desk-status-title = Incidents and maintenance
desk-status-lead = What you write here is on the status page at once, and goes to everyone who follows it.
desk-status-link = Incidents and maintenance
desk-status-not-yours = Agents and operators write incidents; you can read them on the status page.
desk-status-elsewhere = The status is read from { $address }. It is written there, not here.
desk-status-orphans = { $name } is no longer in portal.toml, but an incident that is not over mentions it. Resolve the incident, or put the service back.
desk-status-none = Nothing is happening, and nothing is announced.
desk-status-new = Open an incident
desk-status-new-maintenance = Announce maintenance
desk-status-update = Write an update
desk-status-reopen = This incident is resolved. An update with an earlier stage reopens it; say then which services it affects again. Its cases are told, and those that ended with it are reopened.
desk-status-words = Translations and details
desk-status-heading = Title
desk-status-heading-hint = What people notice, in a few words.
desk-status-body = Text
desk-status-body-hint = What people notice, what we are doing, when we will write again.
desk-status-language-missing = missing
desk-status-component-states = Effect on services
desk-status-unchanged = Not affected
desk-status-impact = Impact
desk-status-impact-auto = From the services’ states
desk-status-stage = Stage
desk-status-call-off = Call it off
desk-status-at = When (UTC)
desk-status-at-hint = Empty means now.
desk-status-begins = Begins (UTC)
desk-status-ends = Ends (UTC)
desk-status-announce = Tell everyone who follows the status
desk-status-open-submit = Open the incident
desk-status-schedule-submit = Announce
desk-status-update-submit = Publish the update
desk-status-words-submit = Save
desk-status-words-of = Save: { $part }
desk-status-see = See it on the status page
desk-status-done = Published.
desk-status-saved = Saved.
desk-status-edit = Edit
desk-status-update-of = Update of { $when }
desk-status-entitled-hint = Shown only to people who can reach support.
refusal-no-title = Write a title in at least one language.
refusal-long-title = The title is longer than { $limit } characters. Details belong in the text.
refusal-no-body = Write a text in at least one language.
refusal-long-body = A text is longer than { $limit } characters. Shorten it.
refusal-no-component = Say which services are affected.
refusal-nothing-affected = Say which services it affects again.
refusal-repeated-component = { $name } is named more than once. Give it one state.
refusal-unknown-component = { $name } is not a service in portal.toml.
refusal-ends-before = It would end at { $ends }, before it begins at { $begins }. Give a later end.
refusal-order = The latest update is from { $last }. This one has to be later.
refusal-ahead = { $when } is still to come. Only maintenance is announced before it begins.
refusal-long-ago = { $when } is more than a year ago. Check the date, and leave out what began earlier.
refusal-behind = It would be over already ({ $when }). Announce what is to come.
refusal-no-begin = Say when it begins.
refusal-no-end = Say when it ends.
refusal-first = “{ $stage }” cannot be the first stage of an incident.
refusal-impact-maintenance = The impact of announced maintenance is always “Maintenance”.
refusal-impact-incident = “Maintenance” is the impact of announced maintenance only. Choose another one.
refusal-stage = “{ $next }” cannot follow “{ $last }”. Choose another stage, or open a new incident.
refusal-time = This is not a date and time. Write it as 2026-11-23T14:30.
refusal-meanwhile = Someone else wrote an update in the meantime. Read it, then send yours again.
