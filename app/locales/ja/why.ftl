# Why a result stands where it stands: shown to staff, under each hit.

why-title = この結果が表示された理由
why-word = 語
why-matched = 一致した語
why-by = 一致のしかた
why-field = 場所
why-score = 点数
why-besides = その他の加点：
why-by-exact = そのまま
why-by-stem = 別の語形
why-by-prefix = 語の先頭
why-by-typo = 入力ミスの補正
why-by-synonym = 同義語
why-by-part = 複合語の一部
why-field-title = タイトル
why-field-heading = 見出し
why-field-keywords = キーワード
why-field-description = 説明
why-field-body = 本文
