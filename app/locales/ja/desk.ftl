# スタッフのデスク: 電話の相手の確認と、別の立場での表示。

desk-title = デスク
desk-lead = { $name }（{ $role }）としてログインしています。
desk-role-agent = サポート担当
desk-role-editor = 記事編集
desk-role-operator = 運用担当
desk-here = ヘルプ センターのスタッフのためのページです。
desk-pin-title = 電話の相手を確認
desk-pin-text = 相手の方のお問い合わせページに表示されている PIN をお尋ねください。8 桁で、{ $minutes } 分間有効です。
desk-pin-label = PIN
desk-pin-hint = 8 桁の数字です。空白は入れても入れなくてもかまいません。
desk-pin-submit = 確認
desk-pin-malformed = 8 桁の数字をすべて入力してください。
desk-pin-not-valid = この PIN は有効ではありません。期限が切れたか、数字を聞き違えた可能性があります。お問い合わせページで新しい PIN を取得していただいてください。
desk-pin-wait = 誤った PIN が続きました。{ $minutes } 分ほど待ってから入力してください。
desk-pin-not-yours = PIN の確認は、サポート担当と運用担当が行います。
desk-caller-title = お電話の相手: { $name } 様
desk-caller-entitled = サポートの対象です
desk-caller-not-entitled = 現在はサポートの対象ではありません
desk-caller-suspended = 組織が停止されています
desk-caller-account-suspended = アカウントが停止されています
desk-caller-address = メールアドレス
desk-caller-organisation = 組織
desk-caller-no-organisation = なし
desk-caller-reference = お客様番号
desk-caller-edition = エディション
desk-caller-role = 役割
desk-caller-administrator = 管理者
desk-caller-member = メンバー
desk-caller-staff = このヘルプ センターのスタッフ
desk-caller-valid = PIN はあと { $minutes } 分間有効です。
desk-view-title = 別の立場でポータルを見る
desk-view-text = ページ、検索、API が、その立場の人に対するのと同じように応答します。ログインはご自身のままです。どのページでも、上部のバーから元に戻れます。
desk-view-label = どの立場で見るか
desk-view-submit = この立場で見る
view-as-now = { $kind }としてポータルを見ています。
view-as-stop = 自分の表示に戻る
view-as-anonymous = ログインしていない人
view-as-personal = 個人アカウントの利用者
view-as-free-member = 無料エディションの組織のメンバー
view-as-free-administrator = 無料エディションの組織の管理者
view-as-paid-member = 有料エディションの組織のメンバー
view-as-paid-administrator = 有料エディションの組織の管理者
view-as-suspended = 停止中の組織の管理者

## The queue
queue-title = ケース
queue-views = ビュー
queue-view-open = 未解決
queue-view-mine = 自分の担当
queue-view-unassigned = 担当なし
queue-view-late = 期限超過
queue-view-pending = お客様の返信待ち
queue-view-hold = 保留
queue-view-solved = 解決済み
queue-forget = ビュー「{ $name }」を削除
queue-any = すべて
queue-text = 検索
queue-filter = 表示
queue-empty = ケースはありません。すべて回答済みです。
queue-due = 期限
queue-case = ケース
queue-assignee = 担当
queue-nobody = なし
queue-not-due = 期限なし
queue-late-by = { $span } 超過
queue-due-in = あと { $span }
queue-before = 前へ
queue-after = 次へ
queue-views-full = 保存できるビューの上限に達しています。先に 1 つ削除してください。
queue-save-label = このビューの名前
queue-save = 保存

## A case at the desk
desk-done = 完了しました
desk-outcome-missing = 結果を選んでください。
desk-outcome-address = アイデアの投稿先のアドレスを入力してください。https:// で始まります
desk-same-priority = すでにこの優先度です。
desk-outdated = 入力中にケースが更新されました
desk-outdated-text = まだ何も送信していません。入力した内容は下に残っています。新しい内容を確認してから、もう一度送信してください。
desk-writes = { $name } が入力中です
desk-looks = { $name } がこのケースを見ています
desk-news =
    { $count ->
       *[other] 新着 { $count } 件。表示する
    }
desk-answer = 回答
desk-answer-hint = { $name } の言語: { $language }
desk-next = 送信後
desk-next-theirs = お客様の返信を待つ
desk-next-ours = 対応を続ける
desk-next-hold = 保留にする
desk-answer-send = 回答を送信
desk-note = 内部メモ
desk-note-hint = スタッフだけが読めます。
desk-note-save = メモを保存
desk-take = 自分が担当する
desk-hold = 保留にする
desk-work = 対応を再開する
desk-assign = 割り当てる
desk-resolve = 結果を選んで終了する
desk-choose = 選択
desk-detail = 結果に添える内容
desk-detail-hint = 機能がない: アイデアの投稿先。再現できない: 助言。別のチーム: チーム名。対象外: 理由。障害: 障害名。
desk-credit = お客様がサービス クレジットを希望
desk-report = お客様が障害報告書を希望
desk-closing = お客様へのメッセージ（必要な場合）
desk-resolve-send = ケースを終了する
desk-reclassify = 優先度を変更する
desk-reason = 理由
desk-reason-hint = お客様に表示されます。
desk-reclassify-send = 変更
desk-edition-suspended = { $edition }（停止中）
desk-fact-language = 言語
desk-fact-answers = 回答内容
desk-fact-suggested = 提案
desk-fact-rating = アンケート
desk-rated = { $rating } – { $words }
desk-appealed = お客様が優先度の変更について見直しを依頼しています。変更した担当者以外が判断します。
desk-context = 背景
desk-effect-no-access = 利用できない
desk-effect-collaboration = 共同作業ができない
desk-effect-designed = 設計どおりでない
desk-effect-wished = 希望どおりでない
desk-reach-one = 1 人
desk-reach-many = 多数
desk-workaround-none = 回避策なし
desk-workaround-not-acceptable = 許容できる回避策なし
desk-workaround-acceptable = 回避策あり
desk-workaround-not-needed = 回避策は不要
desk-articles = 記事
desk-insert = 挿入
desk-insert-of = 「{ $title }」を回答に挿入
desk-others = このお客様のほかのケース

## Keys
keys-title = キー操作
keys-next = 次へ
keys-previous = 前へ
keys-open = 開く
keys-answer = 回答
keys-note = 内部メモ
keys-assign = 割り当て
keys-resolve = 結果を選んで終了する
keys-search = 検索
keys-queue = 一覧に戻る
keys-help = キー操作を表示

## Figures
figures-title = 統計
figures-lead =
    { $days ->
       *[other] 過去 { $days } 日間のケースと、期限に対する実績です。
    }
figures-answers = 期限内の初回回答
figures-answer-time = 初回回答までの中央値
figures-solutions = 期限内の解決
figures-solution-time = 解決までの中央値
figures-weeks = 期限内の初回回答（週別）
figures-week = 週の初日
figures-chart = 期限内の初回回答（週別）
figures-ratings = アンケート
figures-none = –
figures-kept = { $due } 件中 { $kept } 件（{ $percent }%）
figures-rated = { $count } 件（{ $percent }%）
figures-no-ratings = まだ回答がありません。
