# Mail that the portal sends.

mail-greeting = { $name } 様
mail-reset-subject = { $portal }: 新しいパスワードの設定
mail-reset-text = お使いのアカウントについて、新しいパスワードを設定するためのリンクが請求されました。
mail-reset-action = 新しいパスワードを設定する
mail-reset-valid =
    { $minutes ->
       *[other] リンクは { $minutes } 分間有効で、一度だけ使えます。
    }
mail-reset-ignore = お心当たりがない場合は、何もする必要はありません。リンクを使わない限り、パスワードは変わりません。
mail-changed-subject = { $portal }: パスワードが変更されました
mail-changed-text = お使いのアカウントのパスワードが変更され、すべてのブラウザーからログアウトしました。
mail-changed-not-you = お心当たりがない場合は、すぐに新しいパスワードを設定し、このヘルプ センターの運営者にお知らせください。
mail-step-on-subject = { $portal }: 2 段階認証がオンになりました
mail-step-on-text = 今後は、パスワードに加えて、アプリに表示されるコードの入力が必要です。
mail-step-off-subject = { $portal }: 2 段階認証がオフになりました
mail-step-off-text = 2 段階認証がオフになり、コードの入力は不要になりました。
mail-codes-subject = { $portal }: 新しいリカバリー コード
mail-codes-text = お使いのアカウントに新しいリカバリー コードが発行されました。以前のコードは使えません。
mail-step-not-you = お心当たりがない場合は、すぐにパスワードを変更してすべての端末からログアウトし、このヘルプ センターの運営者にお知らせください。
mail-account-action = アカウントを開く
mail-automatic = このメールは { $portal } から自動的に送信しています。返信いただいてもお答えできません。
