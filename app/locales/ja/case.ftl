# Cases: what somebody asked support, on pages and in mail.

## Mail
case-mail-subject = [{ $reference }] { $title }
case-mail-received = お問い合わせ「{ $title }」を受け付けました。担当者が拝見します。
case-mail-reference = 受付番号は { $reference } です。お電話の際にお伝えください。
case-mail-due = 最初の回答は、遅くとも { $time } までにお送りします。
case-mail-open = ケースを見る
case-mail-reply = 追加のご連絡は、このメールに返信してください。ファイルも添付できます。
case-mail-no-reply = 追加のご連絡は、ケースのページからお願いいたします。このメールに返信いただいてもお読みできません。
case-mail-answered = ケース「{ $title }」に { $agent } が回答しました。
case-mail-files = この回答にはファイルがあります：{ $names }。ケースを開いてダウンロードしてください。
case-mail-asked = お客様のご返信をお待ちしています。ご連絡をいただき次第、対応を続けます。
case-mail-solved = ケース「{ $title }」への対応を { $agent } が終えました。結果：{ $outcome }
case-mail-solved-own = ケース「{ $title }」を解決済みにされました。お役に立てて幸いです。
case-mail-reopen = 問題が再発したときは、もう一度ご連絡ください。ケースを再開します。
case-mail-priority = ケース「{ $title }」の優先度を { $agent } が { $before } から { $after } に変更しました。理由は次のとおりです。
case-mail-appeal = ご納得いただけない場合は、ケースを開いてお知らせください。別の担当者が判断します。
case-mail-reminder = ケース「{ $title }」はお客様のご返信をお待ちしています。前回お尋ねした内容は次のとおりです。
case-mail-reminder-else = すでに解決している場合は、ケースを開いて解決済みにしてください。ほかに必要な操作はありません。
case-mail-survey = ケース「{ $title }」が解決しました。回答はお役に立ちましたか？
case-mail-survey-free = ワンクリックでお答えいただけます。ひとこと添えていただければ幸いです。お答えが今後の対応に影響することはなく、繰り返しお尋ねすることもありません。
case-mail-aside = ケース「{ $title }」についてのメールを受け取りました。担当者が読めるように保管していますが、ケースは再開していません。
case-mail-aside-on = 今できることは、ほかの利用者への質問を含めて、お問い合わせページに載っています。
case-mail-close = このメールは、ケース { $reference } について { $portal } からお送りしています。
case-rating-good = はい、役に立ちました
case-rating-fair = 一部は役に立ちました
case-rating-poor = いいえ
case-time = { $date } { $time }（{ $zone }）
case-time-end = { $date } 24:00（{ $zone }）

## Where a case stands
case-status-new = 新規
case-status-open = 対応中
case-status-pending = お客様の返信待ち
case-status-hold = 保留
case-status-solved = 解決済み
case-status-closed = 終了
case-yours-new = 受付済み
case-yours-open = 対応中
case-yours-pending = ご返信をお待ちしています
case-yours-hold = 確認中

## How it ends
case-outcome-solved = 解決または回答済み
case-outcome-missing-feature = 機能がないことを確認
case-outcome-not-reproducible = 再現できない
case-outcome-other-team = 別のチームへの引き継ぎ
case-outcome-out-of-scope = 解決できない、または対象外
case-outcome-outage = 公表済みの障害が復旧
case-detail-idea = アイデアの投稿先：{ $detail }
case-detail-advice = お試しいただきたいこと：{ $detail }
case-detail-team = 担当チーム：{ $detail }
case-detail-reason = 理由：{ $detail }
case-detail-incident = 該当する障害：{ $detail }
case-detail-credit = サービス クレジットのご希望を承りました。
case-detail-report = 障害報告書のご希望を承りました。

## Lengths of time
case-span-minutes = { $minutes } 分
case-span-hours = { $hours } 時間 { $minutes } 分
case-span-days = { $days } 日 { $hours } 時間

## What is wrong with a text
case-wrong-empty = 内容を入力してください。
case-wrong-no-words = 状況がわかるように、文章でお書きください。
case-wrong-long = { $length } 文字あります。{ $limit } 文字以内でお書きください。長いログはファイルでお送りください。

## History
case-tag-note = 内部メモ
case-tag-support = サポート
case-tag-mail = メール
case-tag-unverified = メール（送信者は未確認）
case-tag-aside = サポート対象外の方からのメール
case-quoted = 以前のメッセージの引用
case-appealed = 優先度の見直しが依頼されました。
case-event-status = { $who } が状態を変更しました：{ $status }
case-event-chose = { $who } が、提案された { $before } ではなく { $after } を選びました
case-event-priority = { $who } が優先度を { $before } から { $after } に変更しました
case-event-appeal = { $who } が優先度の見直しを依頼しました
case-event-unassigned = { $who } が担当を外しました
case-event-assigned = { $who } が { $after } を担当にしました
case-event-taken = { $who } が担当になりました
case-event-outcome = { $who } がケースを終了しました：{ $outcome }
case-event-target = 組織のエディションが { $edition } になりました。回答期限もこれに従います
case-event-no-target = 組織のエディションにサポートが含まれなくなったため、回答期限はありません
case-event-suspended = 組織の利用が停止されました。停止中は回答期限はありません
case-file-size = { $kilobytes } kB
case-author-unknown = 不明な差出人
case-files-left-out = 次のファイルは、空である、大きすぎる、数が多すぎる、または名前と内容が一致しないため、受け取れませんでした：{ $names }
case-files = ファイル

## List
cases-menu = お問い合わせ履歴
cases-title = お問い合わせ履歴
cases-lead = サポートへのお問い合わせと、その状況です。
cases-empty-title = 対応中のものはありません
cases-empty-text = お問い合わせはまだありません。何か問題が起きたときは、ここで対応の経過をご確認いただけます。
cases-empty-closed = ケースは有料エディションの管理者が送信できます。記事と、質問に答えて問題を知らせるフォームは、そのままご利用いただけます。
cases-empty-staff = ヘルプ センターのスタッフはケースを作成できません。お客様のケースはデスクにあります。
cases-of = { $name } からのお問い合わせ
cases-updated = 最終更新 { $time }
cases-newer = 新しいケース
cases-older = 古いケース
cases-paging = ほかのケース
cases-sharing-title = 閲覧できる方
cases-sharing-changed = 設定を保存しました
cases-shared-on = { $name } の管理者は全員、{ $since } 以降にメンバーが作成したケースを閲覧し、返信できます。それより前のケースは、作成した本人だけが閲覧できます。
cases-shared-off = { $name } の各メンバーは、自分のケースだけを閲覧できます。今後作成されるケースに限り、すべての管理者に閲覧と返信を許可できます。許可すると、この画面とフォーム、各ケースで全員に知らせます。
cases-share-on = 新しいケースの閲覧を管理者に許可する
cases-share-off = 各自が自分のケースだけを見るようにする
case-due = 回答期限 { $time }

## A case
case-title = { $reference }: { $title }
case-facts = このケースについて
case-fact-service = サービス
case-fact-priority = 優先度
case-fact-asked = 受付日時
case-fact-requester = お問い合わせ元
case-fact-since = 発生時期
case-fact-due = 次の回答期限
case-fact-outcome = 結果
case-fact-status = 状態
case-shared = { $name } の管理者は全員、このケースを閲覧できます。
case-not-now = ケースの状況が変わったため、この操作はできません。現在の状況をご確認ください。
case-outdated = 同時にケースが更新されていたため、まだ送信していません。入力した内容は残っています。もう一度送信してください。
case-wait = 1 時間に多くのメッセージが送信されています。まだ送信していません。内容は下に残っていますので、{ $minutes } 分後に送信してください。
case-news-submitted = お問い合わせを受け付けました。受付番号は { $reference } です
case-news-due = 最初の回答は { $time } までにお送りします。
case-news-mail = 内容の控えをメールでお送りします。
case-news-replied = メッセージを追加しました
case-news-solved = 解決済みにしました
case-news-solved-text = 問題が再発したときは、もう一度お書きください。ケースを再開します。
case-news-reopened = ケースを再開しました
case-news-appealed = 優先度の見直しのご依頼を受け付けました。別の担当者が確認します
case-reply = 返信
case-reply-hint = お試しになったことと、その結果をお書きください。パスワードは書かないでください。
case-reply-send = 送信
case-reply-reopen = ほかにお困りのことはありますか？
case-reply-reopen-send = 送信してケースを再開する
case-reply-missing = メッセージを入力するか、ファイルを選択してください。
case-files-refused = ファイルを受け取れませんでした。空でなく、25 MB 以下で、名前と内容が一致するファイルを選んでください。
case-files-full = ファイルを受け取れませんでした。まだどのケースにも属していないファイルが多く残っています。フォームから削除するか、明日もう一度お試しください。
case-mark-solved = 解決済みにする
case-reopen = ケースを再開する
case-appeal = 優先度が適切でない場合
case-appeal-text = このケースの優先度を変更しました。見直しのご依頼は 1 回だけ承ります。変更を決めた者とは別の担当者が改めて確認します。
case-appeal-reason = より急を要する理由
case-appeal-missing = より急を要する理由を入力してください。
case-appeal-send = 見直しを依頼する

## Support does not answer the reader any more
case-lapse-open-title = このケースは最後まで続けられます
case-lapse-open = 完了するまではここに書き込めます。完了後も読めますが、再開はできません。
case-lapse-ended-title = このケースは閲覧のみで、再開できません
case-lapse-ended = 内容はこれからもここで読めます。
case-lapse-read-title = このケースは閲覧のみで、書き込めません
case-lapse-read = 内容はこれからもここで読めます。
case-lapse-free-edition = 組織のエディションにサポートが含まれなくなりました。
case-lapse-not-administrator = サポートは組織の管理者の方にお答えしています。現在、お客様は管理者ではありません。
case-lapse-suspended = 組織の利用が停止されています。
case-lapse-no-organisation = お問い合わせ元の組織に所属していません。
case-lapse-refused = メッセージは送信されませんでした。このケースには、もう書き込めません。
case-lapse-kept = 書いた内容（コピーしてお使いください）
case-lapse-contact = 今できること

## Questionnaire
rating-title = 対応はいかがでしたか？
rating-about = ケース { $reference }: { $title }
rating-question = 回答はお役に立ちましたか？
rating-missing = いずれかの回答を選んでください。
rating-early = このケースは対応中です
rating-early-text = 解決後に評価をお送りいただけます。それまでは、このケースについてのメールに返信する形でご連絡ください。
rating-words = 改善できる点があればお聞かせください
rating-words-hint = 空欄のままでもかまいません。
rating-send = 送信
rating-thanks = ご回答ありがとうございます
rating-thanks-text = ご回答は担当した者に届きます。繰り返しお尋ねすることはありません。
rating-thanks-change = 回答は下で変更でき、ひとこと添えることもできます。
