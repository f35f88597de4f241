# Forms, on every page that has one.

form-errors-title = 次の点をご確認ください
form-error-sign = エラー：
form-error-title = エラー：{ $title }
copy = コピー
copy-done = コピーしました
