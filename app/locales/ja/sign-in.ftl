# Signing in, a forgotten password, and help for people whose address is a personal one.

## Signing in
sign-in-title = ログイン
sign-in-lead = 有料エディションの管理者は、ログインすると電話、チャット、メールを利用できます。
sign-in-lead-cases = お問い合わせ時のアカウントでログインすると、ケースを確認できます。
sign-in-lead-desk = デスクは、このヘルプ センターのスタッフがログインすると利用できます。
sign-in-email = メールアドレス
sign-in-password = パスワード
sign-in-submit = ログイン
sign-in-forgotten = パスワードを忘れた場合
sign-in-personal = 個人用のアドレスをお使いの場合
sign-in-no-password = パスワードを入力してください。
sign-in-mismatch = メールアドレスとパスワードの組み合わせが正しくありません。両方を確かめて、もう一度お試しください。パスワードに確信がない場合は、新しく設定できます。
sign-in-wait-title = ログインの試行が続きました
sign-in-wait =
    { $minutes ->
       *[other] 推測による不正なログインを防ぐため、約 { $minutes } 分待ってからもう一度お試しください。アカウントはロックされていません。
    }
sign-in-personal-title = 個人用のアドレスのようです
sign-in-personal-text = サポート用のアカウントには、通常は組織のアドレスを使います。個人用のアドレスの場合は、ログインしなくても記事とフォーラムをご利用いただけます。
sign-in-personal-action = 個人アカウント向けのヘルプ
email-empty = メールアドレスを入力してください。
email-too-long = メールアドレスとしては長すぎます。ほかの文字も一緒に貼り付けていないかご確認ください。
email-not-ascii = メールアドレスに使えない文字が含まれています。貼り付けずに、半角英数字で入力し直してください。全角文字は見落としやすいのでご注意ください。
email-malformed = メールアドレスは name@example.org の形式で入力してください。足りない部分や空白がないかご確認ください。
signed-out-title = ログアウトしました
signed-out-text = 共用のコンピューターでは、ブラウザーのウィンドウも閉じてください。
password-changed-title = 新しいパスワードを設定しました
password-changed-text = ログインしていたすべてのブラウザーからログアウトしました。新しいパスワードでログインしてください。

## Forgotten password
forgotten-title = 新しいパスワードの設定
forgotten-lead = ログインに使うメールアドレスを入力してください。新しいパスワードを設定するためのリンクをお送りします。
forgotten-submit = リンクを送信
forgotten-sent-title = 受信トレイをご確認ください
forgotten-sent-text =
    { $minutes ->
       *[other] このアドレスのアカウントがある場合は、まもなくメールが届きます。メールのリンクは { $minutes } 分間有効で、一度だけ使えます。
    }
forgotten-sent-nothing = 数分たっても届かない場合は、迷惑メール フォルダとアドレスの入力間違いをご確認のうえ、もう一度リンクを請求してください。
forgotten-again = 別のアドレスを使う
forgotten-back = ログインに戻る
forgotten-no-mail-title = このヘルプ センターからはメールを送信できません
forgotten-no-mail-text = 新しいパスワードを設定するためのリンクは、運営者にお問い合わせください。すぐに発行できます。
forgotten-wait =
    { $minutes ->
       *[other] リンクが何度も請求されました。次の請求まで約 { $minutes } 分お待ちください。最後にお送りしたリンクは引き続き使えます。
    }

## New password
reset-title = 新しいパスワード
reset-lead = このアカウントでログインしているすべてのブラウザーからログアウトします。
reset-password = 新しいパスワード
password-hint = { $min }～{ $max } 文字。関係のない言葉をいくつか並べると、覚えやすく、推測されにくくなります。
reset-submit = パスワードを設定
reset-expired-title = このリンクは使えなくなりました
reset-expired-text = リンクは一度だけ、短い時間だけ使えます。より新しいリンクを請求したか、すでに使用した可能性があります。アカウントは変更されていません。
reset-expired-action = 新しいリンクを受け取る
password-missing = 新しいパスワードを入力してください。
password-too-short =
    { $min ->
       *[other] { $min } 文字以上で入力してください。
    }
password-too-long =
    { $max ->
       *[other] { $max } 文字以内で入力してください。
    }
password-weak-common = このパスワード、またはよく似たものを多くの人が使っているため、最初に試されます。ふつうは一緒に使わない言葉を組み合わせてください。
password-weak-personal = 名前、アドレス、組織から推測できます。ご自身と関係のない言葉を選んでください。
password-weak-word = 単語が 1 つだけではすぐに推測されます。関係のない言葉を 2、3 個加えてください。
password-weak-name = 名前はすぐに推測されます。関係のない言葉を 2、3 個加えてください。
password-weak-keyboard = 隣り合ったキーの並びはすぐに推測されます。代わりに、関係のない言葉をいくつか並べてください。
password-weak-repeat = 繰り返しは、長くてもすぐに推測されます。代わりに、異なる言葉をいくつか並べてください。
password-weak-sequence = abcd や 6543 のような並びはすぐに推測されます。代わりに、関係のない言葉をいくつか並べてください。
password-weak-date = 日付や年はすぐに推測されます。代わりに、関係のない言葉をいくつか並べてください。
password-weak-short = このパスワードはすぐに推測されます。言葉をあと 1、2 個加えて長くしてください。

## Help for personal addresses
personal-title = 個人アカウント向けのヘルプ
personal-lead = 個人アカウントにサポート契約は必要ありません。ほとんどの疑問はここで解決でき、フォーラムでは利用者どうしが助け合っています。
personal-first = まずはこちらから
personal-gets = 個人アカウントで利用できるもの
personal-gets-text = すべての記事、検索、フォーラム、ステータス ページを、無料で、ログインせずに利用できます。
personal-gets-not = 電話、チャット、メールは、組織向けの有料エディションに含まれます。そのため、個人用のアドレスではご利用いただけません。
personal-admin = 組織を管理している場合
personal-admin-text = 組織のサービスを管理するための管理者アカウントでログインしてください。アドレスの末尾は、通常はメール事業者ではなく組織の名前です。
personal-admin-action = 管理者としてログイン

## Header
header-account = アカウント
header-account-of = アカウント：{ $name }
header-account-page = マイ アカウント
header-organisations = 組織を切り替える
header-desk = デスク
header-sign-out = ログアウト
