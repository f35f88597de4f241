# The contact desk: who reaches whom, when, and what else helps.

contact-title = サポートへのお問い合わせ
contact-viewer-anonymous = ログインしていないため、ご利用のエディションにサポートが含まれるかどうかを確認できません。
contact-viewer-personal = 個人アカウントでログインしています。
contact-viewer-free = 無料エディションの組織のアカウントでログインしています。
contact-viewer-member = 有料エディションの組織のメンバーとしてログインしています。
contact-viewer-suspended = 所属する組織のアカウントは停止されています。
contact-unlock-sign-in = サポートは、有料エディションの管理者がログインすると利用できます。教育機関向けと非営利団体向けのエディションも有料に含まれます。
contact-unlock-paid-edition = サポートは、教育機関向けと非営利団体向けを含むすべての有料エディションに含まれます。
contact-unlock-ask-administrator = 組織の管理者が代わりに問い合わせできます。表示されている内容と、いつから起きているかを管理者にお伝えください。
contact-unlock-settle-account = 停止が解除されると、電話、チャット、メールを再びご利用いただけます。
contact-best = 今すぐできること
contact-alt-articles-title = 記事を検索
contact-alt-articles-text = ほとんどの疑問は、記事で解決できます。
contact-alt-articles-action = 検索
contact-alt-forum-title = フォーラムで質問
contact-alt-forum-text = 無料で、どなたでも利用できます。試したことを書いてみてください。同じ経験をした方がいるかもしれません。
contact-alt-forum-action = フォーラムへ
contact-alt-status-title = 稼働状況を確認
contact-alt-status-text = 障害が起きている場合は、その内容と復旧の見込みを掲載しています。
contact-alt-status-action = ステータス ページを開く
contact-channels = 問い合わせ方法
contact-phone = 電話
contact-chat = チャット
contact-email = メール
contact-hours-always = 24 時間、年中無休
contact-no-channels = このポータルには問い合わせ窓口が登録されていません。記事は、どなたでもご利用いただけます。
contact-policies = 優先度、最初の回答、完了までの流れ
contact-rules-title = サポートの対応について

## ポータルから見た閲覧者
contact-who-personal = 個人アカウント { $email } でログインしています。
contact-who-administrator = { $organisation }（{ $edition } エディション）の管理者としてログインしています。
contact-who-member = { $organisation }（{ $edition } エディション）のメンバーとしてログインしています。
contact-who-suspended = { $organisation } のアカウントでログインしています。この組織のアカウントは停止されています。
contact-who-staff = このヘルプ センターのスタッフ { $name } としてログインしています。
contact-who-undecided = { $email } でログインしています。{ $count } 件の組織に所属していますが、どの組織として利用するかがまだ選ばれていません。
contact-viewer-administrator = 有料エディションの組織の管理者としてログインしています。
contact-granted = 以下のすべての方法でお問い合わせいただけます。
contact-granted-staff = 有料エディションの管理者と同じ内容を表示しています。

## 問い合わせを利用するには
contact-sign-in-title = ログインしてサポートに問い合わせる
contact-sign-in-action = ログイン
contact-sign-in-forgotten = パスワードを忘れた場合
contact-sign-in-personal = 個人用のアドレスをお使いの場合
contact-choose-title = 組織を選択してください
contact-unlock-choose-organisation = ご利用いただける内容は、利用する組織のエディションによって決まります。
contact-choose-action = 選択する
contact-ask-title = 組織の管理者からサポートへ問い合わせできます
contact-ask-what = 行おうとした操作、表示されたメッセージの全文、いつから起きているか、ほかの人にも起きているかを管理者にお伝えいただくと、解決が早くなります。
contact-settle-title = お支払いの確認
contact-settle-text = 停止の多くは、未払いの請求書が原因です。お支払いが確認されると、窓口は自動的に再びご利用いただけます。
contact-settle-member = 停止の多くは、未払いの請求書が原因です。組織の管理者が手続きできますので、この画面の内容をお伝えください。
contact-settle-action = 請求の画面へ
contact-ask-whom = 所属する組織の管理者：{ $names }
contact-more-title = 有料エディションで追加されるもの
contact-more-text = 上記の問い合わせ方法が加わり、最初の回答の目安はサポート ポリシーのとおりです。現在無料で利用できるものは、どのエディションでもそのままご利用いただけます。
contact-more-administrator = 管理者の方は、組織の都合に合わせていつでもエディションを変更できます。
contact-more-link = サポートの仕組みを詳しく見る
contact-otherwise = そのほか、どなたでも無料で利用できるもの
contact-meanwhile = それまでに役立つもの

## 利用できない問い合わせ方法
contact-closed-not-signed-in = 管理者がログインすると利用できます
contact-closed-personal = 個人アカウントには含まれません
contact-closed-free = 無料エディションには含まれません
contact-closed-member = 組織の管理者が利用できます
contact-closed-suspended = アカウントの停止中は利用できません
contact-closed-undecided = 選択する組織によって決まります

## 利用できる問い合わせ方法
contact-recommended-language = 今のおすすめです。受付中で、お使いの言語で対応します。
contact-recommended-open = 今のおすすめです。受付中です。
contact-all-closed = 現在はすべて受付時間外です。受付開始が早い順に並べています。
contact-other-languages = ほかの { $count } 言語
contact-case = お問い合わせ中のケースがあります。受付番号をお伝えいただくと、担当者が内容をすべて確認できます。チャットでは番号が自動で伝わります。
contact-chat-start = チャットを始める
contact-email-write = メールを書く
contact-email-note = 件名の照会番号は変更しないでください。どの組織からのお問い合わせかがすぐにわかります。
contact-email-subject = { $organisation } からのサポート リクエスト（照会番号 { $reference }）
contact-email-subject-plain = サポート リクエスト（照会番号 { $reference }）

## サポート PIN
contact-pin-title = お電話の前に
contact-pin-text = お電話では、ご本人の確認のために PIN をお尋ねします。ここで取得し、担当者にお伝えください。
contact-pin-get = PIN を取得
contact-pin-again = 新しい PIN を取得
contact-pin-label = PIN
contact-pin-minutes = あと { $minutes } 分間有効です。
contact-pin-until = { $time }（お客様の現地時間）まで有効です。
contact-pin-private = この PIN は、お客様ご本人と所属する組織を示します。サポート担当者以外には教えないでください。

## タイムゾーン
zone-title = お使いのタイムゾーン
zone-known = 時刻は{ $zone }で表示しています。窓口のタイムゾーンが異なる場合は、その時刻も表示します。
zone-unknown = お使いのタイムゾーンがわからないため、時刻は各窓口の現地時間で表示しています。
zone-label = タイムゾーン
zone-none = 各窓口の現地時間
zone-submit = このタイムゾーンを使う

## 受付時間
hours-clock = { $time }
hours-days = { $first }～{ $last }
hours-period = { $days } { $from }～{ $to }
hours-day-time = { $day } { $time }
hours-of-zone = { $said }（{ $zone }）
hours-but-holidays = { $said }、祝休日を除く
hours-yours = { $said }（お客様の現地時間）
hours-yours-and-desk = { $said }（お客様の現地時間。{ $zone }では { $desk }）
hours-now-always = 24 時間受付中
hours-now-open = 受付中
hours-closed-for-long = 今後数週間は受付がありません
hours-closes-in = あと { $minutes } 分で受付終了
hours-opens-in = あと { $minutes } 分で受付開始
hours-until-today = { $time } まで受付中
hours-until-tomorrow = 明日 { $time } まで受付中
hours-until-weekday = { $day } { $time } まで受付中
hours-until-date = { $date } { $time } まで受付中
hours-opens-today = 本日 { $time } に受付開始
hours-opens-tomorrow = 明日 { $time } に受付開始
hours-opens-weekday = { $day } { $time } に受付開始
hours-opens-date = { $date } { $time } に受付開始
