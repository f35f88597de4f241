# One's own account: password, second step, sessions, organisation; and signing in through an identity provider.

## Signing in through a provider
sign-in-providers = 別の方法でログイン
sign-in-provider = { $name } で続ける

## Signing in through a provider that did not come to an end
provider-unreachable-title = { $name } が応答していません
provider-unreachable-text = お使いのアカウントに問題はありません。数分後にもう一度試すか、別の方法でログインしてください。
provider-untrusted-title = { $name } から信頼できない応答がありました
provider-untrusted-text = 安全のため、ログインしませんでした。もう一度お試しください。繰り返す場合は、このヘルプ センターの運営者にお知らせください。
provider-declined-title = { $name } でログインできませんでした
provider-declined-text = 操作がキャンセルされたか、そのアカウントはここでは利用できません。変更された内容はありません。
provider-stale-title = このログインは無効になりました
provider-stale-text = 10 分以上かかったか、すでに完了しているか、別のブラウザーで始められたものです。ここからもう一度お試しください。
provider-unverified-title = メールアドレスがまだ確認されていません
provider-unverified-text = { $name } では、このアドレスがご本人のものと確認されていません。先にそちらで確認してから、もう一度ログインしてください。
provider-address-taken-title = このアドレスのアカウントはすでにあります
provider-address-taken-text = { $name } からは、そのアカウントを開けません。パスワードでログインしてください。組織のアドレスで { $name } を使えるようにする設定は、このヘルプ センターの運営者が行えます。
provider-suspended-title = このアカウントは停止されています
provider-suspended-text = 現在はログインできません。誤りと思われる場合は、アカウントの発行元にお問い合わせください。
provider-again = { $name } でもう一度試す
provider-other-ways = 別の方法でログイン
provider-set-password = パスワードを設定

## The second step of signing in
second-factor-title = コードを入力してください
second-factor-text = 認証アプリを開き、このポータル用に表示されているコードを入力してください。
second-factor-code = コード
second-factor-code-hint = 6 桁の数字
second-factor-continue = 続ける
second-factor-wrong = コードが正しくないか、すでに使われています。次のコードを待ち、アプリの表示どおりに入力してください。
second-factor-recovery-title = リカバリー コードを入力してください
second-factor-recovery-text = お渡ししたリカバリー コードは、それぞれ 1 回だけ使えます。
second-factor-recovery-code = リカバリー コード
second-factor-recovery-hint = 4 文字ずつ 4 組
second-factor-recovery-wrong = このリカバリー コードは登録されていないか、すでに使われています。
second-factor-use-recovery = リカバリー コードを使う
second-factor-use-app = 認証アプリを使う
second-factor-over-title = もう一度ログインしてください
second-factor-over-text = 2 段階目の確認に 10 分以上かかったか、正しくないコードが続きました。アカウントはロックされていません。
second-factor-sign-in = ログイン
second-factor-wait-title = しばらくお待ちください
second-factor-wait-text =
    { $minutes ->
       *[other] 正しくないコードが続きました。{ $minutes } 分後にもう一度お試しください。アカウントはロックされていません。
    }

## The account page
account-title = アカウント
account-name = 名前
account-email = メールアドレス
account-organisation = 組織
account-organisation-personal = なし（個人アカウントです）
account-organisation-unchosen = まだ選択されていません
account-role-administrator = 管理者
account-role-member = メンバー
account-organisation-line = { $name }（{ $edition }）、{ $role }
account-organisation-choose = 組織を選ぶ
account-staff = ヘルプ センターのスタッフ
account-staff-waits = 業務を続けるには 2 段階認証をオンにしてください
account-staff-waits-text = このポータルでは、スタッフのログインに 2 段階認証が必要です。オンにするまでは、一般の読者と同じ画面が表示されます。

account-password = パスワード
account-password-text = 変更すると、ほかのすべての端末からログアウトされます。
account-password-present = 現在のパスワード
account-password-new = 新しいパスワード
account-password-save = パスワードを変更
account-password-none = 外部の認証サービスでログインしているため、変更するパスワードはありません。
account-password-set = メールでパスワードを設定
account-password-wrong = 現在のパスワードと一致しません。
account-password-changed = パスワードを変更しました
account-password-changed-text = ほかのすべての端末からログアウトしました。
account-wait =
    { $minutes ->
       *[other] 正しくない入力が続きました。{ $minutes } 分後にもう一度お試しください。アカウントはロックされていません。
    }

account-factor = 2 段階認証
account-factor-off = オフです。オンにすると、ログイン時にスマートフォンのアプリのコードも必要になり、パスワードを知られても他人はログインできません。
account-factor-set-up = 2 段階認証を設定
account-factor-scan = 認証アプリで読み取ってください
account-factor-open = この端末のアプリで開く
account-factor-qr = 認証アプリ用のキーを含む QR コード
account-factor-key = 読み取れない場合は、このキーをアプリに入力してください
account-factor-code = アプリに表示されているコード
account-factor-code-wrong = コードが正しくありません。次のコードを待ち、アプリの表示どおりに入力してください。
account-factor-expired = 設定に 30 分以上かかりました。アプリの項目を削除し、新しいコードを読み取ってください。
account-factor-password = パスワード
account-factor-password-wrong = パスワードが一致しません。
account-factor-turn-on = オンにする
account-factor-cancel = キャンセル
account-factor-since = { $date }からオンです。
account-factor-codes-left =
    { $count ->
        [0] リカバリー コードは残っていません。スマートフォンなしでもログインできるよう、新しいコードを作成してください。
       *[other] リカバリー コードはあと { $count } 個です。
    }
account-factor-new-codes = 新しいリカバリー コードを作成
account-factor-new-codes-text = お持ちのコードは使えなくなります。
account-factor-turn-off = 2 段階認証をオフにする
account-factor-turn-off-text = 以後はパスワードだけでログインできるようになります。
account-factor-turned-off = 2 段階認証をオフにしました
account-factor-turned-on = 2 段階認証をオンにしました
account-proof-code = アプリのコード、またはリカバリー コード
account-proof-code-wrong = コードが正しくないか、すでに使われています。
account-codes-title = リカバリー コード
account-codes-text = スマートフォンがないとき、それぞれ 1 回だけログインに使えます。必要なときに見つかる場所に保管してください。表示されるのは今回だけです。
account-codes-kept = 保管しました

account-sessions = ログイン中のブラウザー
account-session-browser = { $browser }（{ $system }）
account-session-unknown = 不明なブラウザー
account-session-here = このブラウザー
account-session-began = ログイン：{ $when }
account-session-seen = 最終利用：{ $when }
account-session-end = ログアウト
account-session-end-of = { $browser } をログアウト（ログイン：{ $when }）
account-session-ended = そのブラウザーをログアウトしました
account-sessions-end = すべてログアウト
account-sessions-end-text = このブラウザーも含みます。すぐにログインし直せます。

account-providers = 連携中の認証サービス
account-providers-text = 次のサービスからもログインできます。

## Choosing an organisation
organisations-title = どの組織として利用しますか？
organisations-text = 複数の組織に所属しています。表示される内容と問い合わせ方法は、選んだ組織によって変わります。
organisations-legend = 組織
organisations-continue = 続ける
organisations-missing = どの組織として利用するかを選んでください。
organisations-none = 所属している組織はありません。個人アカウントです。
organisations-back = アカウントに戻る
organisations-suspended = 停止中
organisations-one = { $edition } · { $role }
