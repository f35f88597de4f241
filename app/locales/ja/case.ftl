# Cases: what somebody asked support, on pages and in mail.

## Mail
case-mail-subject = [{ $reference }] { $title }
case-mail-received = お問い合わせ「{ $title }」を受け付けました。担当者が拝見します。
case-mail-reference = ケース番号は { $reference } です。お電話の際にお伝えください。
case-mail-due = 最初の回答は、遅くとも { $time } までにお送りします。
case-mail-open = ケースを開く
case-mail-reply = 追加のご連絡は、このメールに返信してください。ファイルも添付できます。
case-mail-no-reply = 追加のご連絡は、ケースを開いてお書きください。このメールに返信いただいてもお読みできません。
case-mail-answered = ケース「{ $title }」に { $agent } が回答しました。
case-mail-asked = お客様のご返信をお待ちしています。ご連絡をいただき次第、対応を続けます。
case-mail-solved = ケース「{ $title }」への対応を { $agent } が終えました。結果: { $outcome }
case-mail-solved-own = ケース「{ $title }」を解決済みにされました。お役に立てて幸いです。
case-mail-reopen = 問題が再発したときは、もう一度ご連絡ください。ケースを再開します。
case-mail-priority = ケース「{ $title }」の優先度を { $agent } が { $before } から { $after } に変更しました。理由は次のとおりです。
case-mail-appeal = ご納得いただけない場合は、ケースを開いてお知らせください。別の担当者が判断します。
case-mail-reminder = ケース「{ $title }」はお客様のご返信をお待ちしています。前回お尋ねした内容は次のとおりです。
case-mail-reminder-else = すでに解決している場合は、ケースを開いて解決済みにしてください。ほかに必要な操作はありません。
case-mail-survey = ケース「{ $title }」が解決しました。回答はお役に立ちましたか。
case-mail-survey-free = ワンクリックでお答えいただけます。ひとこと添えていただければ幸いです。ご回答が今後の対応に影響することはなく、繰り返しお尋ねすることもありません。
case-mail-close = このメールは、ケース { $reference } について { $portal } からお送りしています。
case-rating-good = はい、役に立ちました
case-rating-fair = 一部は役に立ちました
case-rating-poor = いいえ
case-time = { $date } { $time } ({ $zone })
