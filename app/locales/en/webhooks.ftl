# Webhooks of the status that people add for themselves.

follow-webhooks = Webhooks
webhooks-title = Your webhooks
webhooks-lead = Each webhook receives news of incidents and maintenance as signed JSON (Standard Webhooks).
webhooks-new = Add a webhook
webhooks-url = Address
webhooks-url-hint = Where your program listens, beginning with https://
webhooks-add = Add
webhooks-bad-address = Enter a whole address that begins with https:// and holds no password.
webhooks-private = This address lies in a private network. Enter one that can be reached from the internet.
webhooks-full = You have { $most } webhooks, which is the most. End one before you add another.
webhooks-answered = The address answered the test with { $status }. It has to answer with a status from 200 to 299.
webhooks-no-answer = The address did not answer the test. Check that your program runs and that its certificate is valid.
webhooks-works = The test arrived. News goes to this address from now on.
webhooks-again-done = It is being sent again.
webhooks-ended = The webhook has ended.
webhooks-secret = The secret of this webhook
webhooks-secret-text = Copy it now, it is not shown again. With it your program checks the signature of each message.
webhooks-secret-overlap = For { $hours } hours, messages are signed with the old secret as well: the header webhook-signature then holds several signatures, separated by spaces.
webhooks-active = Active
webhooks-untested = Not tested
webhooks-untested-text = Send a test. News goes to this address once it has answered one.
webhooks-all-services = All services
webhooks-action-of = { $action }: { $address }
webhooks-test = Send a test
webhooks-rotate = New secret
webhooks-end = End
webhooks-log = What was sent
webhooks-log-when = When
webhooks-log-what = About
webhooks-log-tries = Tries
webhooks-log-answer = Answer
webhooks-log-outcome = Outcome
webhooks-log-test = Test
webhooks-arrived = Arrived
webhooks-waits = Next try:
webhooks-given-up = Not tried again
webhooks-again = Send again

## At the desk
desk-webhooks-title = Webhooks
desk-webhooks-text = Receivers of news that people or the operator added. Of their addresses only the host is shown.
desk-webhooks-operator = Operator
desk-webhooks-end-of = End the webhook to { $host } of { $owner }
desk-webhooks-ended = The webhook has ended.
