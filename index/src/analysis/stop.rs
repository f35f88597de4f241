//! Function words and the words of asking, per language. They are not dropped (a query may consist of them): they weigh little.
//!
//! Besides articles, pronouns, prepositions and auxiliaries the lists hold what people wrap a question in ("how do I", "learn more
//! about"), which says nothing of what they look for. All without accents.

/// English, also used for Latin words in texts of other scripts.
pub(super) const ENGLISH: &str = "a about after again all also am an and any are as at be because been before being but by can cannot cant could \
 did didnt do does doesnt doing dont each for from get gets getting got had has have having he her here hers him his how i id if im in into is isnt \
 it its ive just know learn like may me might more most must my need no nor not of off on or other our ours out over own please read see she should \
 so some such than that the their them then there these they this those through to too up us use used using very want was we were what when where \
 whether which while who whom why will with without wont would you your yours help info information";
const FRENCH: &str = "a afin ai ainsi alors apres as au aucun aucune aux avant avec avez avoir avons c ce ceci cela celle celles celui ces cet cette \
 ceux chaque chez ci comme comment d dans de des doit donc dont du elle elles en encore entre es est et etais etait etant ete etes etre eu eux \
 fait faire faut il ils j je l la le les leur leurs lors lorsque lui m ma mais me meme mes moi mon n ne ni nos notre nous on ont ou par pas pendant \
 peut peux peuvent plus pour pourquoi pouvez puis puisje quand que quel quelle quelles quels qui quoi sa sans se sera ses si soi soit son sont sous \
 suis sur t ta te tes toi ton tous tout toute toutes tres tu un une vers vos votre vous y savoir voir consulter informations information";
const SPANISH: &str = "a al algo algun alguna algunas alguno algunos ante antes aprender aprenda asi aun aunque cada como con contra cual cuales cuando \
 cuanto de debe debo del desde donde dos e el ella ellas ellos en entre era es esa esas ese eso esos esta estaba estan estar estas este esto estos \
 estoy fue ha hace hacer hacia han hasta hay he informacion la las le les lo los mas me mi mientras mis mucho muy nada ni no nos nosotros nuestra nuestro o obtener \
 obtenga otra otro otros para pero poco por porque pude puede pueden puedo que quien quienes quiero se sea ser si sido sin sobre solo son soy su sus \
 tambien tan tanto te tener tengo ti tiene tienen todo todos tu tus un una unas uno unos usted ustedes va ver vez y ya yo conozca saber";
const GERMAN: &str = "ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist da dabei dadurch daher damit \
 dann darauf das dass dein dem den denn der deren des dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer \
 eines er erfahren es etwas euch fur gegen gibt hab habe haben hat hatte hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist \
 ja jede jedem jeden jeder jedes jetzt kann kannst kein keine keinen kommt konnen konnte lesen machen man mehr mein meine meinem meinen meiner mich \
 mir mit mochte muss mussen nach nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen seiner sich sie siehe sind so soll sollen sollte \
 sowie uber um und uns unser unter viel vom von vor wann war waren warum was weil weitere welche welchem welchen welcher welches wenn werden wie wieder \
 will wir wird wo wurde zu zum zur zwischen informationen";
const ITALIAN: &str = "a ad agli ai al alla alle allo anche c che chi ci come con cosa cui da dagli dai dal dalla dalle dei degli del della delle dello di \
 dove e ed era fare gli ha hai hanno ho i il in io la le lei li lo loro lui ma me mi mia mio mie miei ne nei nel nella nelle no noi non nostro o ogni per \
 perche piu poi posso puo quale quali quando quanto quella quelle quelli quello questa queste questi questo qui se sei senza si sia sono sta su sua sue sui \
 sul sulla suo suoi tra tu tua tuo un una uno vi voi vostro informazioni saperne";
const PORTUGUESE: &str = "a ao aos aquela aquele aqui as ate com como da das de dela dele desde do dos e ela elas ele eles em entre era essa esse esta estao \
 estar estas este estes estou eu faco fazer foi ha isso isto ja lhe mais mas me meu meus minha minhas muito na nao nas nem no nos nossa nosso num numa o onde os \
 ou para pela pelas pelo pelos por porque posso pode qual quando que quem quero se sem ser seu seus so sobre sao sua suas tambem te tem tenho ter um uma umas uns \
 voce voces informacoes saiba";
const DUTCH: &str = "aan al alle alles als bij dan dat de der deze die dit doen door dus een en er ga gaan geen had heb hebben heeft het hier hij hoe hun ik in is \
 je jij jouw kan kunnen kunt maar me meer men met mij mijn moet moeten na naar niet nog nu of om omdat onder ons onze ook op over te tot u uit uw van veel voor waar \
 waarom wanneer was wat we wel welke werd wie wij wil wilt worden wordt zal ze zich zij zijn zo zou informatie";
const SWEDISH: &str = "alla allt an att av bara da dar de deg dem den denna det detta din dina du eller en er ett fran for gor ha han har hon hur i icke in ingen inte \
 jag kan kunna man med men mer mig min mina mitt nar nasta ni nu nagon nagot och om oss pa sa sig sin ska skulle som till under upp ut utan vad var vara varfor vart \
 vem vi vid vill vilka vilken vilket";
const DANISH: &str = "ad af alle at blev blive da de dem den denne der deres det dette dig din dine dit dog du efter eller en end er et for fra ha han har hun hvad \
 hvem hvis hvor hvordan hvorfor i ikke ind jeg jer kan man med meget men mere mig min mine mit ned nar nogen noget nu og om op os over pa sig sin skal som til ud \
 under var ved vi vil vores ikke jeg til paa noe hva nar";
const RUSSIAN: &str = "а без бы был была были было быть в вам вас ваш во вот все всего вы где да для до его ее если есть еще же за и из или им их к как какая \
 какие какои когда кто ли мне можно мои мои моя моего моеи мы на надо нас не него нет ни но о об он она они от по под после почему при про с со так также там \
 то того тоже только тот ты у уже что чтобы эта эти это этот я";
const JAPANESE: &str = "の に は を た が で て と し れ さ ある いる も する から な こと として い や など なり へ か だ これ よう また もの という あり まで られ なる へ ので には \
 ます です ました ません ください ため その この それ どう どの どこ なぜ いつ 方法 場合 たい てい され よ ね って 私 について";
const CHINESE: &str = "的 了 是 在 我 有 和 就 不 人 都 一 一个 上 也 很 到 说 要 去 你 您 会 着 没有 看 好 自己 这 那 我们 你们 他们 什么 怎么 如何 怎样 为什么 \
 吗 呢 吧 请 可以 能 该 与 或 及 对 从 把 被 让 给 用 其 此 有关 关于 更多 了解 信息 的 嗎 為什麼 個 這 沒有 會 該";
const KOREAN: &str = "이 그 저 것 수 등 및 또는 를 을 가 은 는 에 의 로 으로 와 과 도 에서 하는 있는 어떻게 왜 무엇 언제 어디 제 내 나 나의 방법";

/// The list of a language; empty where none is kept, for rarity alone then tells what matters.
pub(super) fn words(language: &str) -> std::str::SplitAsciiWhitespace<'static> {
    let list = match language {
        "en" => ENGLISH,
        "fr" => FRENCH,
        "es" | "ca" | "gl" => SPANISH,
        "de" => GERMAN,
        "it" => ITALIAN,
        "pt" => PORTUGUESE,
        "nl" | "af" => DUTCH,
        "sv" => SWEDISH,
        "da" | "nb" | "nn" | "no" => DANISH,
        "ru" | "uk" | "bg" => RUSSIAN,
        "ja" => JAPANESE,
        "zh" => CHINESE,
        "ko" => KOREAN,
        _ => "",
    };
    list.split_ascii_whitespace()
}
