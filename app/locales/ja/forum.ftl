# フォーラムについてポータルのページに表示する文言

forum-results-title = フォーラムの検索結果
forum-results-jump = フォーラム：{ $count } 件
forum-results-elsewhere = 同じ質問をした方がいるかもしれません。フォーラムの内容は、運営者ではなく、製品を使っている方々が書いたものです。
forum-results-later = フォーラムを検索しています…
forum-results-count = { $count } 件のトピック（運営者ではなく、製品を使っている方々が書いたものです）
forum-results-none = これらの言葉を含むトピックはまだありません。
forum-results-nothing = 現在、フォーラムから応答がありません。フォーラムで直接検索できます。
forum-results-search = フォーラムで検索
forum-topic-answered = 解決済み
forum-topic-closed = 終了
forum-topic-replies =
    { $count ->
        [0] 返信はまだありません
       *[other] 返信 { $count } 件
    }
forum-topic-last = 最後の投稿：{ $date }
forum-top-title = フォーラムでよく読まれているトピック
