# 各自が追加する、稼働状況の Webhook。

follow-webhooks = Webhook
webhooks-title = Webhook の管理
webhooks-lead = 障害とメンテナンスのお知らせを、署名付きの JSON（Standard Webhooks）で送信します。
webhooks-new = Webhook を追加する
webhooks-url = アドレス
webhooks-url-hint = プログラムが待ち受けている、https:// で始まるアドレスを入力します。
webhooks-add = 追加する
webhooks-bad-address = https:// で始まり、パスワードを含まないアドレス全体を入力してください。
webhooks-private = これはプライベート ネットワークのアドレスです。インターネットから接続できるアドレスを入力してください。
webhooks-full = Webhook は { $most } 件までです。追加するには、いずれかを終了してください。
webhooks-answered = テストに対する応答は { $status } でした。200 から 299 までの応答が必要です。
webhooks-no-answer = テストに応答がありませんでした。プログラムが動作していること、証明書が有効であることを確認してください。
webhooks-works = テストが届きました。今後のお知らせをこのアドレスに送信します。
webhooks-again-done = 再送しています。
webhooks-ended = Webhook を終了しました。
webhooks-secret = この Webhook のシークレット
webhooks-secret-text = 再表示できないため、今すぐコピーしてください。プログラムで各メッセージの署名を検証するために使います。
webhooks-secret-overlap = 変更後 { $hours } 時間は、以前のシークレットでも署名します。その間、webhook-signature ヘッダーには複数の署名が空白区切りで入ります。
webhooks-active = 有効
webhooks-untested = 未テスト
webhooks-untested-text = テストを送信してください。応答が確認できると、お知らせの送信が始まります。
webhooks-all-services = すべてのサービス
webhooks-action-of = { $action }: { $address }
webhooks-test = テストを送信する
webhooks-rotate = シークレットを変更する
webhooks-end = 終了する
webhooks-log = 送信の記録
webhooks-log-when = 日時
webhooks-log-what = 内容
webhooks-log-tries = 試行回数
webhooks-log-answer = 応答
webhooks-log-outcome = 結果
webhooks-log-test = テスト
webhooks-arrived = 送信済み
webhooks-waits = 次の試行:
webhooks-given-up = 再試行しません
webhooks-again = 再送する

## 対応画面
desk-webhooks-title = Webhook
desk-webhooks-text = 利用者または運用担当が追加した送信先です。アドレスはホスト名だけを表示します。
desk-webhooks-operator = 運用担当
desk-webhooks-end-of = { $owner } の { $host } への Webhook を終了する
desk-webhooks-ended = Webhook を終了しました。
