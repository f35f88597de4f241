# The guided form: from a problem to a case, or to the right forum.

policies-business-hours = 営業時間：{ $hours }
problem-storage-full-title = ただいま保存領域に空きがありません
problem-storage-full-text = 今送信された内容は保存されていません。それ以前の内容はすべて残っています。この状況は運営者に通知済みです。しばらくしてからもう一度お試しください。

## The form and its steps
new-title = 問題を知らせる
new-lead = 短い質問に 1 つずつお答えいただきます。送信の操作をするまで、何も送られません。
new-need = 行った操作、表示された内容、いつから起きているかをご用意ください。回答はその都度保存されます。
new-begin = はじめる
new-go-on = 続きから再開する
new-back = 戻る
new-continue = 次へ
new-discard = 破棄して最初からやり直す
new-begun-title = 入力の途中です
new-begun-text = これまでの回答は残っています。
new-other-ways = そのほかのお問い合わせ方法
new-steps-label = 手順
new-step-count = ステップ { $step } / { $steps }
new-step-done = 回答済み
new-kept-account = 回答はその都度アカウントに保存されます。
new-kept-browser = 回答は 7 日間保存されます。ご覧いただけるのはこのブラウザーだけです。
new-change = 変更
new-change-named = 変更：{ $name }
new-short-service = サービス
new-short-problem = 起きていること
new-short-reach = 影響を受ける人数
new-short-workaround = 回避策
new-short-details = 説明
new-short-evidence = 調査の手がかり
new-short-review = 確認と送信
new-short-forum = フォーラムで質問
new-short-articles = 関連する記事
new-short-hand-on = 管理者に依頼
new-short-open = 確認と次の手順

## Where it ends
new-end-case-title = 最後にケースを送信します
new-end-case = 回答はケースとしてサポートに届き、返信はメールでお送りします。いつまでに返信するかも表示されます。
new-end-staff-title = 確認のみで、送信はできません
new-end-staff = ヘルプ センターのスタッフはケースを作成できません。各ステップは、有料エディションの管理者と同じ内容で確認できます。お客様に代わって作成するには、API をご利用ください。
new-end-administrator-title = ケースは管理者が送信します
new-end-administrator = ケースを送信できるのは、組織の管理者だけです（{ $who }）。管理者に渡す文章と、フォーラムに投稿できるトピックを用意します。
new-end-administrator-alone = ケースを送信できるのは、組織の管理者だけです（{ $who }）。管理者に渡す文章と、関連の深い記事をご用意します。
new-administrators-unnamed = アカウントを管理している方を組織内でご確認ください
new-end-forum-title = 最後にフォーラムへご案内します
new-end-forum = 回答をもとに作成したトピックと、関連の深い記事をご用意します。サポートのケースは、有料エディションの管理者向けです。
new-end-suspended = 組織の利用が停止されているため、解除されるまでサポートはケースを受け付けられません。回答をもとに作成したトピックと、関連の深い記事をご用意します。
new-end-articles-title = 最後に関連する記事をご案内します
new-end-articles = 回答に近い記事と、回答をまとめた文章をご用意します。サポートのケースは、有料エディションの管理者向けです。
new-end-suspended-articles = 組織の利用が停止されているため、解除されるまでサポートはケースを受け付けられません。関連の深い記事と、回答をまとめた文章をご用意します。
new-end-undecided-title = 先に組織を選択してください
new-end-undecided = この先の流れは、どの組織として利用するかによって決まります。先に入力を始めて、後から選ぶこともできます。
new-end-open-case-title = 有料エディションの管理者の方
new-end-open-case = 最後にサポートへケースを送信できます。ログインは今でも最後でもかまいません。回答はそのまま残ります。
new-end-open-forum-title = それ以外の方
new-end-open-forum = 回答をもとに作成したトピックをご用意し、フォーラムへご案内します。無料で、ここでのログインは不要です。
new-end-open-articles = 関連の深い記事と、回答をまとめた文章をご用意します。無料で、ここでのログインは不要です。

## Questions
new-service-title = どのサービスについてですか？
new-problem-title = 何が起きていますか？
new-effect-no-access = 接続できない、またはまったく使えない
new-effect-no-access-example = 例：受信トレイの代わりにエラー ページが表示される。
new-effect-blocks = 共同作業ができない
new-effect-blocks-example = 例：共有カレンダーを誰も開けない。
new-effect-fault = 本来の動作と違う
new-effect-fault-example = 例：ボタンが反応しない、メッセージの表示が崩れる。
new-effect-wish = 動作はするが、希望どおりではない
new-effect-wish-example = 例：辞書に単語を追加する手順が多すぎる。
new-since-label = いつからですか？（任意）
new-since-hint = 例：今朝 9 時ごろ、昨日の更新の後。
new-reach-title = 何人に影響していますか？
new-reach-one = 1 人
new-reach-one-example = 例：ご自身だけ、または同僚 1 人。
new-reach-many = 複数、または全員
new-reach-many-example = 例：チーム、拠点、組織全体。
new-workaround-title = 回避策はありますか？
new-workaround-hint = 当面、同じことを別の方法で行えるかどうかです。
new-way-none = ない
new-way-none-example = 例：スマートフォンのアプリでも失敗する。
new-way-unacceptable = あるが、負担が大きく現実的ではない
new-way-unacceptable-example = 例：すべてのメッセージを手で書き写す。
new-way-acceptable = ある（当面はそれで対応できる）
new-way-acceptable-example = 例：別のブラウザーでは動作する。
new-way-not-needed = 必要ない
new-way-not-needed-example = 例：作業に支障がない。
new-details-title = ご自身の言葉で説明してください
new-details-line = 問題の要約（1 行）
new-details-line-hint = 例：受信トレイを開くとエラー 500 が表示される。
new-details-full = 詳しい内容
new-details-full-hint = 何をしたか、どうなるはずだったか、実際にどうなったかをお書きください。エラーの文面は全文をコピーしてください。パスワードは書かないでください。
new-evidence-title = 調査の手がかり
new-evidence-lead = 添えていただけるものがあると、確認のやり取りが少なくて済みます。必須のものはありません。
new-review-title = 回答の確認
new-since-said = いつから：{ $since }
new-fact = { $name }: { $value }

## Priority
new-priority-title = 優先度
new-priority-example = 例：{ $example }
new-due = 最初の回答期限：{ $when }
new-level = { $level }: { $title }
new-level-suggested = { $level }: { $title }（提案）
new-level-because = { $level } とします。{ $because }
new-level-chosen = { $level } を選択しました。回答からの提案は { $suggested } です。
new-level-other = 別の優先度を選ぶ
new-level-question = どのくらい緊急ですか？
new-reason-label = 別の優先度にする理由
new-reason-hint = 1 文でお書きください。サポートが拝見し、理由を添えて優先度を変更することがあります。

## Articles at the side
new-articles-title = こちらで解決するかもしれません
new-articles-more = ほかの記事
new-articles-first = 解決につながるかもしれない記事

## Files
new-files-title = ファイル
new-files-label = ファイルを追加
new-files-hint = 1 件 { $megabytes } MB まで、{ $files } 件まで追加できます（スクリーンショット、ログ、HAR ファイル、メッセージ ヘッダーなど）。
new-files-upload = アップロード
new-files-caution-title = ファイルはそのまま送信されます
new-files-caution-text = ログに含まれるパスワードや Cookie などの秘密情報は、先に取り除いてください。JavaScript を有効にすると、このページが取り除きます。
new-files-count =
    { $count ->
        [0] ファイルなし
       *[other] { $count } 件のファイル
    }
new-file-remove = 削除
new-file-remove-named = { $name } を削除
new-file-half = { $size } 中 { $received } を受信
new-size-bytes = { $count } B
new-size-kilobytes = { $count } kB
new-size-megabytes = { $count } MB

## What a script says
new-live-drop = ここにファイルをドロップするか、スクリーンショットを貼り付けることもできます。
new-live-sending = { $name }: { $percent } 送信済み
new-live-paused = { $name }: 接続が切れました。回復すると、自動的に送信を再開します。
new-live-resume = 今すぐ再試行
new-live-cleaning = { $name } に秘密情報がないか確認しています
new-live-cleaned = { $name } から { $count } 件の秘密情報を取り除きました
new-live-nothing = { $name } に秘密情報は見つかりませんでした
new-live-keep = これはそのまま送信する：{ $value }
new-live-send = ファイルを送信
new-live-cancel = 送信しない
new-live-failed = { $name } を送信できませんでした。もう一度お試しください。
new-live-unclean = { $name } に秘密情報がないか確認できなかったため、送信していません。ページを再読み込みして、もう一度お試しください。
new-saved = 保存しました
new-not-saved = まだ保存できていません。このページを開いたままお待ちください。自動的に再試行します。
new-not-saved-full = 空き領域がないため保存できていません。このページを開いたままお待ちください。自動的に再試行します。
new-not-saved-long = 長すぎるため保存できていません。短くしてください。
new-not-saved-elsewhere = 保存できていません。このフォームは別の画面で送信されたか、入力中です。ページを再読み込みしてください。
new-signed-out-title = ログインの状態が終了しました
new-signed-out-text = これから入力する内容は、このブラウザーに保存されます。ログインすると、それまでの回答と一つにまとまります。

## Sending
new-submit-title = 送信
new-submit-text = 上の内容がすべてサポートに届きます。受付番号がすぐに表示され、確認のメールも届きます。
new-submit = ケースを送信
new-submit-talk = 直接お話しになりたい場合は、送信してから電話またはチャットをご利用ください。受付番号があれば、担当者が内容を確認できます。
new-submit-phone = 送信して電話する
new-submit-chat = 送信してチャットする
new-review-staff-title = 管理者はここでケースを送信します
new-review-staff = 有料エディションの管理者は、ここで必要に応じて別の優先度を選び、ケースを送信します。ヘルプ センターのスタッフからは何も送信されません。
new-sent-title = ケースをサポートに送信しました
new-sent-reference = 受付番号
new-sent-next = この後の流れ
new-sent-mail = 確認のメールを { $email } にお送りします。件名は受付番号で始まります。
new-sent-due = 最初の回答期限は{ $when }です。
new-sent-reply = 追加したいことがあれば、メールに返信してください。ファイルも添付できます。
new-sent-case = ケースを見る
new-sent-phone-title = お電話ください
new-sent-phone = 電話番号と PIN はお問い合わせページにあります。上の受付番号をお伝えいただくと、担当者が内容をすべて確認できます。
new-sent-chat-title = チャットを始めてください
new-sent-chat = チャットはお問い合わせページにあります。ケースの内容は自動で担当者に伝わります。
new-sent-talk = お問い合わせページへ

## The way into the forum
new-topic-title = { $forum }に投稿するトピック
new-topic-carried = トピックはできています。文章が入力された状態でフォーラムが開きますので、内容を確かめて投稿してください。
new-topic-beginning = アドレスに収まらない長さのため、フォーラムには冒頭だけが入力されます。残りはここからコピーしてください。
new-topic-copy = フォーラムは空の状態で開きます。ここからトピックをコピーしてください。
new-written-text = 文章
new-topic-open = フォーラムで開く
new-topic-public = フォーラムは誰でも読めます。社外秘など、組織の外に出せない内容は書かないでください。
new-text-title = 回答をまとめた文章
new-text-text = コピーして、詳しい方に見せることができます。
new-hand-on-title = 管理者に渡す文章
new-hand-on-text = 文章をコピーして、組織の管理者（{ $who }）に送ってください。

## What is wrong
new-wrong-service = どのサービスについてか選択してください。
new-wrong-effect = 何が起きているか選択してください。
new-wrong-reach = 何人に影響しているか選択してください。
new-wrong-workaround = 回避策の有無を選択してください。
new-wrong-title = 問題を 1 行で入力してください。
new-wrong-description = 何が起きたかを説明してください。
new-wrong-reason = 提案とは別の優先度が必要な理由をお書きください。
new-wrong-no-words = 記号だけでは内容がわかりません。文章でお書きください。
new-wrong-too-long = { $length } 文字あります。{ $limit } 文字以内に短くしてください。
new-wrong-description-long = { $length } 文字あります。{ $limit } 文字以内に短くしてください。要点だけをここに残し、残りは次の手順でファイルとして追加できます。
new-wrong-no-file = 先にファイルを選択してください。
new-wrong-half-file = { $name } は最後まで届いていません。同じファイルをもう一度選ぶと続きから送信します。不要な場合は削除してください。
new-wrong-file-large = { $name } は { $megabytes } MB を超えています。問題が起きた前後の部分だけにするか、圧縮してください。
new-wrong-file-many = { $name } を追加すると上限の { $files } 件を超えます。1 件削除するか、複数のファイルを 1 つにまとめて圧縮してください。
new-wrong-file-full = { $name } は追加できません。まだどのケースにも属していないファイルが多く残っています。ケースを送信するか、ファイルを削除するか、明日もう一度お試しください。
new-wrong-file-empty = { $name } は空です。
new-wrong-file-program = { $name } はプログラムです。プログラムは受け付けていません。
new-wrong-file-pretends = { $name } の中身が名前と一致しません。正しいファイルか、開けるかどうかをご確認ください。
new-wrong-full = ただいま保存領域に空きがありません。これまでに送信された内容は残っています。しばらくしてからもう一度お試しください。
new-wrong-away = ただいま保存できません。これまでの回答は残っており、入力内容も下に表示されています。1 分ほどしてからもう一度お試しください。
new-wrong-staff = ヘルプ センターのスタッフはケースを作成できません。各ステップは確認できます。お客様に代わって作成するには、API をご利用ください。
new-wrong-wait = 1 時間に多くのケースが送信されています。内容は残っています。{ $minutes } 分後に送信するか、対応中のケースに書き足してください。

## When something is due
due-today = 本日 { $time }
due-tomorrow = 明日 { $time }
due-weekday = { $day } { $time }
due-date = { $date } { $time }
due-end-today = 本日 24:00
due-end-tomorrow = 明日 24:00
due-end-weekday = { $day } 24:00
due-end-date = { $date } 24:00

## The way to the form
contact-request = サポート リクエストを作成
contact-guided = 質問に答えながら問題を知らせる
contact-guided-text = 短い質問に 1 つずつお答えいただくと、関連の深い記事と、そのまま使える文章をご用意します。

## Known incidents at the side
new-known-title = すでに把握している問題です
new-known-text = 現在対応中です。同じ問題の場合はお知らせください。影響を受けた人数に加えるほか、ケースを送信する代わりに経過の通知を受け取れます。ここでの回答は残ります。
new-known-elsewhere = 参照している別のステータス ページで報告されている問題です。経過の確認や通知の申し込みは、そちらで行えます。ここでの回答は残ります。
new-known-back = 回答の続きに戻る
