# The staff's desk: who calls, and the portal with other eyes.

desk-title = Desk
desk-lead = You are signed in as { $name }, { $role }.
desk-role-agent = agent
desk-role-editor = editor
desk-role-operator = operator
desk-here = This is where those who work for the help centre find their tools.
desk-pin-title = Who is calling?
desk-pin-text = Ask the caller for the PIN on their contact page. It has eight digits and holds for { $minutes } minutes.
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
desk-caller-not-entitled = Not entitled to support as things stand
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
        [one] The PIN holds for { $minutes } more minute.
       *[other] The PIN holds for { $minutes } more minutes.
    }
desk-view-title = See the portal as someone else
desk-view-text = Pages, search and the API then answer you as they would answer them. You stay signed in as yourself; a bar on every page takes you back.
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
