# 障害やメンテナンスに関連するケース: 履歴、メール、対応画面。

case-event-incident = { $who } がこのケースを次の障害・メンテナンスに関連付けました：
case-event-incident-undone = { $who } が次との関連付けを取り消しました：
case-event-incident-ended = このケースに関連する障害・メンテナンスが終了しました：
case-event-incident-returned = このケースに関連する障害が再発しました：
case-mail-incident-ended = お問い合わせのケース「{ $title }」に関連する「{ $incident }」が終了しました。最新のお知らせは次のとおりです。
case-mail-incident-read = 経過をすべて見る
case-mail-incident-still = ケースはまだ終了していません。引き続き問題がある場合はお知らせください。
case-mail-incident-returned = お問い合わせのケース「{ $title }」に関連する「{ $incident }」は終了していましたが、再発しました。最新のお知らせは次のとおりです。
case-mail-incident-goes-on = ケースは対応中です。終了しましたらお知らせします。
case-mail-incident-reopened = 障害の終了とともにケースを終了していましたが、再開しました。お客様に行っていただくことはありません。終了しましたらお知らせします。
case-mail-incident-again = ケースは終了したままです。再び影響がある場合は、もう一度ご連絡ください。ケースを再開します。

desk-incident-title = ステータス ページ
desk-incident-proposed = このケースのサービスで現在発生しています。まだ関連付けられていません。
desk-incident-link = 関連付ける
desk-incident-link-of = このケースを「{ $title }」に関連付ける
desk-incident-unlink = 関連付けを外す
desk-incident-unlink-of = このケースと「{ $title }」の関連付けを外す
desk-incident-other = 障害を選択
desk-incident-option = { $title }（{ $stage }）
desk-incident-tag = 障害
queue-incident = 障害
queue-incident-linked = 関連付けあり
queue-incident-this = 選択した障害に関連
desk-incident-cases = ケース
desk-incident-none = 関連するケースはありません。担当者が各ケースのページで関連付けます。
desk-incident-count = 全 { $all } 件のうち { $open } 件が対応中です。
desk-incident-all = 一覧で見る
desk-incident-told = 終了すると、対応中の各ケースに記録され、お客様にメールでお知らせします。
desk-incident-solve-text = 対応中のケースを結果「{ $outcome }」で終了します。お客様にはそれぞれメールが届きます。このページを開いた後に動きのあったケースは終了しません。
desk-incident-solve-submit = { $count } 件のケースを終了する
desk-incident-solved = { $count } 件のケースを終了しました
desk-incident-left = { $count } 件は、その間に動きがあったため終了していません。内容を確認してください。
