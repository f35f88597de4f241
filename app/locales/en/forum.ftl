# What stands on the portal's pages about the forum.

forum-results-title = In the forum
forum-results-jump = In the forum: { $count }
forum-results-elsewhere = Others may have asked the same. What is written there is written by people who use the product, not by us.
forum-results-later = Looking in the forum…
forum-results-count =
    { $count ->
        [one] { $count } topic, written by people who use the product, not by us
       *[other] { $count } topics, written by people who use the product, not by us
    }
forum-results-none = No topic there has these words yet.
forum-results-nothing = The forum is not answering at the moment. You can search there yourself.
forum-results-search = Search in the forum
forum-topic-answered = Answered
forum-topic-closed = Closed
forum-topic-replies =
    { $count ->
        [0] No replies yet
        [one] { $count } reply
       *[other] { $count } replies
    }
forum-topic-last = Last post { $date }
forum-top-title = Most read in the forum
