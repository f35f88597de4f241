# Words of the interface. Every message stands in every locale; the build fails otherwise.

## Frame
skip-to-content = Skip to the content
home-link = { $name }: home
nav-label = Main
nav-articles = Help articles
nav-policies = Support policies
nav-contact = Contact
nav-status = Status
menu = Menu
language-label = Language
theme-label = Appearance
theme-auto = Same as system
theme-light = Light
theme-dark = Dark
breadcrumbs-label = You are here
# Between the names of a list.
list-separator = { ", " }
colon = { ": " }
footer-label = About this help centre
footer-forum = Forum
footer-imprint = Imprint
footer-privacy = Privacy

## Search box
search-label = Search the help centre
search-placeholder = Describe the problem
search-button = Search
search-all = See all results for “{ $query }”
search-ask-forum = Ask the community
search-group-articles = Articles
search-group-categories = Topics
search-announce = Suggestions: { $count }
search-announce-none = No suggestions

## Home
home-title = How can we help?
home-topics = Browse by topic
home-featured = Most useful articles
home-ways = Other ways to get help
way-forum-title = Ask the community
way-forum-text = Open to everyone. People who use { $organisation } every day answer, and so do we.
way-forum-action = Go to the forum
way-policies-text = Who can reach us, how urgent is urgent, and what happens after you write.
way-policies-action = Read the policies
way-contact-title = Contact support
way-contact-text = Phone, chat and e-mail for administrators of paid editions.
way-contact-action = See the ways to reach us
category-more = All { $count } articles
category-count =
    { $count ->
        [0] No articles yet
        [one] { $count } article
       *[other] { $count } articles
    }
home-empty-title = The first article is still to come
home-empty-text = Put Markdown files into the content folder, in a folder for each language, and they appear here as soon as they are saved.

## Categories and articles
categories-title = Help articles
categories-text = All articles by topic.
category-empty = Nothing has been written about this yet.
article-updated = Updated { $date }
article-minutes =
    { $minutes ->
        [one] { $minutes } minute to read
       *[other] { $minutes } minutes to read
    }
article-about = About: { $services }
article-toc = On this page
article-enlarge = Enlarge: { $image }
article-enlarged-close = Close
article-related = Related articles
article-languages = Read this in
article-audience-customers = For people with a paid edition
article-audience-admins = For administrators of a paid edition
article-fallback-title = This article is not available in { $language } yet
article-fallback-text = You are reading it in { $original }.
article-stale-title = This translation is behind the original
article-stale-text = The original was changed on { $date }. Some steps may differ.
article-stale-link = Read the original
article-anchor = Link to this section
article-back-to-text = Back to the text
article-task-done = Done
article-task-to-do = To do
still-stuck-title = Still stuck?
still-stuck-text = Some problems need a person. Choose what fits.
callout-note = Note
callout-tip = Tip
callout-important = Important
callout-warning = Warning
callout-caution = Caution

## Search results
results-title = Search
results-title-query = Results for “{ $query }”
results-count =
    { $count ->
        [one] { $count } article found
       *[other] { $count } articles found
    }
results-corrected = Showing results for “{ $corrected }”.
results-literal = Search for “{ $query }” instead
results-filter = Topic
results-filter-all = All topics
results-section = In the section “{ $section }”
results-pages = Pages of results
results-previous = Previous
results-next = Next
results-page = Page { $page } of { $pages }
results-empty-query-title = What are you looking for?
results-empty-query-text = A few words are enough: what you want to do, or the message you see.
results-none-title = Nothing matches “{ $query }”
results-none-text = We looked in every article, for other forms of your words and for likely misspellings.
results-none-hints = What often helps: fewer words, another word for the same thing, or the exact text of the error.
results-none-here-title = Nothing in { $category } matches “{ $query }”
results-none-here-text =
    { $count ->
        [one] { $count } article in another topic matches.
       *[other] { $count } articles in other topics match.
    }
results-none-category = Search in all topics
results-browse = Or browse by topic
results-error-title = Search is not answering
results-error-text = The articles are all there, only the search is busy or unavailable. Please try again in a minute, or browse by topic.
results-retry = Try again

## Support policies
policies-text = Who can reach us, how we decide what comes first, and how a request ends.
policies-audiences = Who gets which support
policies-entitled = Includes phone, chat and e-mail
policies-priorities = Priorities
policies-priorities-text = Every request has one of four priorities.
policies-col-priority = Priority
policies-col-meaning = What it means
policies-col-example = For example
policies-col-first-response = First answer
policies-response-times = When you hear from us
policies-investigation = When we have to look deeper
policies-evidence = What helps us most
policies-outcomes = How a request ends
policies-questionnaire = Afterwards
policies-providers = Who answers
policies-related = Read more

## Problems
problem-not-found-title = We can’t find this page
problem-not-found-text = The address may be old or mistyped. The article may have moved: searching for its title usually finds it.
problem-no-case-title = We can’t find this case
problem-no-case-text = No case has this reference, or it is not open to you. Check the reference in the mail that confirmed it, and whether you are signed in with the account that asked.
problem-no-case-desk = No case has this reference. Check it with whoever gave it to you, or look for the case at the desk.
problem-bad-request-title = We could not read that address
problem-bad-request-text = Something in it is malformed. Start again from the help centre, or search for what you need.
problem-internal-title = Something failed on our side
problem-internal-text = It has been noted. Please try again in a moment; if it keeps happening, pass on the code below.
problem-method-not-allowed-title = That cannot be done at this address
problem-method-not-allowed-text = Go back and use the button or link on the page.
problem-too-large-title = That was too much at once
problem-too-large-text = Shorten what you sent and try again.
problem-entitlement-title = This is for administrators of paid editions
problem-entitlement-text = The contact page says what opens it, and what helps meanwhile.
problem-timeout-title = That took too long to arrive
problem-timeout-text = The connection may be slow. Please try again.
problem-sign-in-required-title = Please sign in first
problem-sign-in-required-text = This page belongs to an account. Sign in, and you come straight back to it.
problem-forbidden-title = This is not open to you
problem-forbidden-text = You are signed in, but this page is for other people. If you think it should open for you, ask whoever runs this help centre.
problem-cross-site-title = That came from another site
problem-cross-site-text = For your safety we take changes only from our own pages. Open the page here and try again.
problem-invalid-title = Something in the form needs another look
problem-invalid-text = Go back, look at what is marked, and send it again. Nothing was changed.
problem-too-many-requests-title = That was a lot in a short time
problem-too-many-requests-text = Please wait a few minutes, then try again. Nothing is locked.
problem-storage-unavailable-title = Accounts cannot be reached right now
problem-storage-unavailable-text = Articles and search go on working. Please try again in a minute: nothing you sent before is lost.
problem-again-title = Send it again
problem-again-text = What you wrote was not sent. It stands below and is kept nowhere else: send it again in a moment. Files have to be chosen anew.
problem-again-form = This could not be taken just now. Your earlier answers and files are kept, and what you chose or wrote last goes along. Send it again in a moment; nothing arrives twice.
problem-again-label = What you wrote
problem-again-send = Send again
problem-code = Code: { $code }
problem-home = Back to the start page
