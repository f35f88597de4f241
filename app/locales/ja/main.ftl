# Words of the interface. Every message stands in every locale; the build fails otherwise.

## Frame
skip-to-content = 本文へ移動
home-link = { $name }: ホーム
nav-label = メイン ナビゲーション
nav-articles = ヘルプ記事
nav-policies = サポート ポリシー
nav-contact = お問い合わせ
nav-status = ステータス
menu = メニュー
language-label = 言語
theme-label = 外観
theme-auto = システムに合わせる
theme-light = ライト
theme-dark = ダーク
breadcrumbs-label = 現在の位置
# Between the names of a list.
list-separator = 、
colon = ：
footer-label = このヘルプ センターについて
footer-forum = フォーラム
footer-imprint = 運営者情報
footer-privacy = プライバシー

## Search box
search-label = ヘルプ センター内を検索
search-placeholder = お困りの内容を入力
search-button = 検索
search-all = 「{ $query }」の検索結果をすべて表示
search-ask-forum = コミュニティで質問
search-group-articles = 記事
search-group-categories = トピック
search-announce = 候補：{ $count } 件
search-announce-none = 候補はありません

## Home
home-title = どのようなことでお困りですか？
home-topics = トピックから探す
home-featured = 役に立つ記事
home-ways = そのほかのサポート
way-forum-title = コミュニティで質問
way-forum-text = どなたでも参加できます。{ $organisation } を日々使っている方々とスタッフがお答えします。
way-forum-action = フォーラムへ
way-policies-text = 問い合わせできる方、緊急度の決め方、お問い合わせ後の流れをご案内します。
way-policies-action = ポリシーを読む
way-contact-title = サポートへのお問い合わせ
way-contact-text = 有料エディションの管理者の方は、電話、チャット、メールをご利用いただけます。
way-contact-action = 問い合わせ方法を見る
category-more = { $count } 件の記事をすべて表示
category-count =
    { $count ->
        [0] 記事はまだありません
       *[other] 記事 { $count } 件
    }
home-empty-title = 最初の記事はこれからです
home-empty-text = コンテンツ フォルダに言語ごとのフォルダを作り、Markdown ファイルを入れてください。保存するとすぐにここに表示されます。

## Categories and articles
categories-title = ヘルプ記事
categories-text = すべての記事をトピック別にご覧いただけます。
category-empty = このトピックの記事はまだありません。
article-updated = 更新日：{ $date }
article-minutes = 読了時間：約 { $minutes } 分
article-about = 対象：{ $services }
article-toc = このページの内容
article-enlarge = 拡大：{ $image }
article-enlarged-close = 閉じる
article-related = 関連記事
article-languages = ほかの言語で読む
article-audience-customers = 有料エディションをご利用の方向け
article-audience-admins = 有料エディションの管理者向け
article-fallback-title = この記事は、ご利用の言語（{ $language }）ではまだ公開されていません
article-fallback-text = 表示中の言語：{ $original }
article-stale-title = この翻訳は最新ではありません
article-stale-text = 原文は { $date } に変更されました。手順が一部異なる場合があります。
article-stale-link = 原文を読む
article-anchor = このセクションへのリンク
article-back-to-text = 本文に戻る
article-task-done = 完了
article-task-to-do = 未完了
still-stuck-title = 解決しないときは
still-stuck-text = ご都合に合う方法をお選びください。
callout-note = メモ
callout-tip = ヒント
callout-important = 重要
callout-warning = 警告
callout-caution = 注意

## Search results
results-title = 検索
results-title-query = 「{ $query }」の検索結果
results-count =
    { $count ->
        [0] 記事は見つかりませんでした
       *[other] { $count } 件の記事が見つかりました
    }
results-corrected = 「{ $corrected }」の検索結果を表示しています。
results-literal = 「{ $query }」のまま検索
results-filter = トピック
results-filter-all = すべてのトピック
results-section = セクション「{ $section }」内
results-pages = 検索結果のページ
results-previous = 前へ
results-next = 次へ
results-page = { $page } / { $pages } ページ
results-empty-query-title = 何をお探しですか？
results-empty-query-text = したいことや表示されたメッセージなど、いくつかの言葉で検索できます。
results-none-title = 「{ $query }」に一致する記事はありません
results-none-text = 語形の違いや入力ミスの可能性も含めて、すべての記事を検索しました。
results-none-hints = 言葉を減らす、別の言い方にする、エラーの文面をそのまま入力する、といった方法で見つかることがあります。
results-none-here-title = 「{ $category }」には「{ $query }」に一致する記事がありません
results-none-here-text = ほかのトピックには一致する記事が { $count } 件あります。
results-none-category = すべてのトピックで検索
results-browse = トピックから探す
results-error-title = 検索が応答していません
results-error-text = 記事はそのままご覧いただけます。検索だけが混み合っているか、利用できない状態です。1 分ほどおいてもう一度お試しいただくか、トピックからお探しください。
results-retry = 再試行

## Support policies
policies-text = 問い合わせできる方、対応の順番の決め方、リクエストが完了するまでをご説明します。
policies-audiences = 受けられるサポート
policies-entitled = 電話、チャット、メールを利用できます
policies-priorities = 優先度
policies-priorities-text = すべてのリクエストに、4 つの優先度のいずれかが付きます。
policies-col-priority = 優先度
policies-col-meaning = 内容
policies-col-example = 例
policies-col-first-response = 最初の回答
policies-response-times = 回答の時期
policies-investigation = 詳しい調査が必要な場合
policies-evidence = 特に役立つ情報
policies-outcomes = リクエストの完了
policies-questionnaire = 解決後のアンケート
policies-providers = 対応する担当者
policies-related = 関連情報

## Problems
problem-not-found-title = このページは見つかりません
problem-not-found-text = アドレスが古いか、入力に誤りがある可能性があります。記事が移動した場合は、題名で検索するとたいてい見つかります。
problem-no-case-title = このケースは見つかりません
problem-no-case-text = この受付番号のケースがないか、表示できないケースです。確認メールの受付番号と、お問い合わせ時のアカウントでログインしていることをご確認ください。
problem-no-case-desk = この受付番号のケースはありません。番号をもう一度確認するか、デスクで検索してください。
problem-bad-request-title = アドレスを読み取れませんでした
problem-bad-request-text = 形式の正しくない部分があります。ヘルプ センターの最初のページからやり直すか、必要な情報を検索してください。
problem-internal-title = システムで問題が発生しました
problem-internal-text = 問題は記録されました。しばらくしてからもう一度お試しください。繰り返し発生する場合は、下のコードをお知らせください。
problem-method-not-allowed-title = このアドレスではその操作はできません
problem-method-not-allowed-text = 前のページに戻り、ページ上のボタンまたはリンクをご利用ください。
problem-too-large-title = 一度に送信できる量を超えています
problem-too-large-text = 内容を短くして、もう一度お試しください。
problem-entitlement-title = 有料エディションの管理者向けのページです
problem-entitlement-text = 利用できるようにする方法と、それまでにできることを、お問い合わせページでご案内しています。
problem-timeout-title = 受信に時間がかかりすぎました
problem-timeout-text = 接続が遅い可能性があります。もう一度お試しください。
problem-sign-in-required-title = 先にログインしてください
problem-sign-in-required-text = このページはアカウントごとの内容を表示します。ログインすると、すぐにこのページへ戻ります。
problem-forbidden-title = このページは表示できません
problem-forbidden-text = ログインしていますが、このページは別の方のためのものです。表示できるはずの場合は、このヘルプ センターの運営者にお問い合わせください。
problem-cross-site-title = 別のサイトからの操作でした
problem-cross-site-text = 安全のため、変更の操作はこのサイトのページからのみ受け付けています。こちらでページを開き、もう一度お試しください。
problem-invalid-title = 入力内容をご確認ください
problem-invalid-text = 前のページに戻り、示された箇所を直してもう一度送信してください。変更は行われていません。
problem-too-many-requests-title = 短い時間に操作が続きました
problem-too-many-requests-text = 数分待ってから、もう一度お試しください。アカウントはロックされていません。
problem-storage-unavailable-title = 現在、アカウントに接続できません
problem-storage-unavailable-text = 記事と検索は引き続きご利用いただけます。1 分ほどしてからもう一度お試しください。送信済みの内容が失われることはありません。
problem-again-title = もう一度送信する
problem-again-text = 入力内容は送信されていません。下の内容はほかのどこにも保存されていませんので、少し待ってからもう一度送信してください。ファイルは選び直してください。
problem-again-form = ただいま受け付けることができませんでした。これまでの回答とファイルは残っており、最後に選択・入力した内容も一緒に送信されます。少し待ってからもう一度送信してください。二重に届くことはありません。
problem-again-label = 入力内容
problem-again-send = もう一度送信
problem-code = コード：{ $code }
problem-home = ホームに戻る
