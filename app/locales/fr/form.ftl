# The guided form: from a problem to a case, or to the right forum.

policies-business-hours = Heures ouvrées : { $hours }.
problem-storage-full-title = La place manque en ce moment
problem-storage-full-text = Ce que vous venez d’envoyer n’a pas été conservé ; tout ce qui précède l’est. Nous en sommes avertis. Veuillez réessayer un peu plus tard.

## The form and its steps
new-title = Décrire un problème
new-lead = Quelques questions courtes, une à la fois. Rien n’est envoyé sans votre accord.
new-need = Gardez sous la main ce que vous avez fait, ce que vous avez vu et depuis quand. Vos réponses sont conservées au fur et à mesure.
new-begin = Commencer
new-go-on = Reprendre là où vous vous êtes arrêté
new-back = Retour
new-continue = Continuer
new-discard = Tout effacer et recommencer
new-begun-title = Vous avez déjà commencé
new-begun-text = Vos réponses sont toujours là.
new-other-ways = Autres moyens de nous joindre
new-steps-label = Étapes
new-step-count = Étape { $step } sur { $steps }
new-step-done = répondu
new-kept-account = Vos réponses sont conservées dans votre compte au fur et à mesure.
new-kept-browser = Vos réponses sont conservées sept jours, pour ce navigateur uniquement.
new-change = Modifier
new-change-named = Modifier : { $name }
new-short-service = Service
new-short-problem = Ce qui se passe
new-short-reach = Nombre de personnes
new-short-workaround = Contournement
new-short-details = Description
new-short-evidence = Éléments utiles
new-short-review = Vérifier et envoyer

## Where it ends
new-end-case-title = Vous aboutissez à un dossier
new-end-case = L’assistance reçoit vos réponses sous forme de dossier et répond par e-mail. Vous saurez aussi dans quel délai.
new-end-administrator-title = Vos administrateurs ouvrent les dossiers
new-end-administrator = Seuls les administrateurs de votre organisation peuvent ouvrir un dossier : { $who }. Vous obtenez un texte à leur remettre, ainsi qu’un sujet déjà rédigé pour le forum.
new-administrators-unnamed = demandez dans votre organisation qui gère les comptes
new-end-forum-title = Vous aboutissez au forum
new-end-forum = Vous obtenez un sujet déjà rédigé à partir de vos réponses, et les articles les plus proches. Les dossiers d’assistance sont réservés aux administrateurs d’éditions payantes.
new-end-undecided-title = Choisissez d’abord votre organisation
new-end-undecided = La suite dépend de l’organisation pour laquelle vous agissez. Vous pouvez aussi commencer et choisir plus tard.
new-end-open-case-title = Administrateur d’une édition payante ?
new-end-open-case = Vous aboutissez alors à un dossier d’assistance. Connectez-vous maintenant ou à la fin : vos réponses restent.
new-end-open-forum-title = Dans tous les autres cas
new-end-open-forum = Vous aboutissez au forum, avec un sujet déjà rédigé à partir de vos réponses. C’est gratuit, et sans connexion ici.

## Questions
new-service-title = De quel service s’agit-il ?
new-problem-title = Que se passe-t-il ?
new-effect-no-access = On n’y accède plus, ou on ne peut plus rien y faire
new-effect-no-access-example = Par exemple : une page d’erreur s’affiche à la place de la boîte de réception.
new-effect-blocks = On ne peut plus travailler ensemble
new-effect-blocks-example = Par exemple : personne ne peut ouvrir l’agenda partagé.
new-effect-fault = Quelque chose ne fonctionne pas comme il faut
new-effect-fault-example = Par exemple : un bouton ne réagit pas, un message s’affiche mal.
new-effect-wish = Cela fonctionne, mais pas comme nous le souhaitons
new-effect-wish-example = Par exemple : ajouter un mot au dictionnaire demande trop d’étapes.
new-since-label = Depuis quand ? (facultatif)
new-since-hint = Par exemple : depuis ce matin vers neuf heures, ou après la mise à jour d’hier.
new-reach-title = Combien de personnes sont touchées ?
new-reach-one = Une personne
new-reach-one-example = Par exemple : vous seulement, ou un collègue.
new-reach-many = Plusieurs, ou tout le monde
new-reach-many-example = Par exemple : une équipe, un site, toute l’organisation.
new-workaround-title = Peut-on contourner le problème ?
new-workaround-hint = Un autre moyen, pour l’instant, d’arriver au même résultat.
new-way-none = Non, il n’y en a aucun
new-way-none-example = Par exemple : l’application du téléphone échoue aussi.
new-way-unacceptable = Il y en a un, mais on ne peut le demander à personne
new-way-unacceptable-example = Par exemple : recopier chaque message à la main.
new-way-acceptable = Oui, il suffit pour l’instant
new-way-acceptable-example = Par exemple : cela fonctionne dans un autre navigateur.
new-way-not-needed = Ce n’est pas nécessaire
new-way-not-needed-example = Par exemple : rien n’est bloqué.
new-details-title = Décrivez-le avec vos mots
new-details-line = Le problème en une ligne
new-details-line-hint = Par exemple : erreur 500 à l’ouverture de la boîte de réception.
new-details-full = Toute l’histoire
new-details-full-hint = Qu’avez-vous fait, qu’attendiez-vous et que s’est-il passé ? Copiez les messages d’erreur en entier. Ne donnez aucun mot de passe.
new-evidence-title = Ce qui nous aide à comprendre
new-evidence-lead = Tout ce que vous pouvez ajouter ici épargne une série de questions. Rien n’est obligatoire.
new-review-title = Vérifiez vos réponses
new-since-said = Depuis : { $since }
new-fact = { $name } : { $value }

## Priority
new-priority-title = Priorité
new-priority-example = Un exemple : { $example }
new-due = Première réponse au plus tard { $when }.
new-level = { $level } : { $title }
new-level-suggested = { $level } : { $title } (proposée)
new-level-because = { $because } C’est donc { $level }.
new-level-chosen = Vous avez choisi { $level }. D’après vos réponses, ce serait { $suggested }.
new-level-other = Choisir une autre priorité
new-level-question = Quelle est l’urgence pour vous ?
new-reason-label = Pourquoi une autre priorité ?
new-reason-hint = En une phrase. L’assistance la lit et peut modifier la priorité en donnant sa propre raison.

## Articles at the side
new-articles-title = La réponse est peut-être ici
new-articles-more = Plus d’articles
new-articles-first = Des articles qui répondent peut-être

## Files
new-files-title = Fichiers
new-files-label = Ajouter des fichiers
new-files-hint = Jusqu’à { $files } fichiers de { $megabytes } Mo chacun : captures d’écran, journaux, fichiers HAR, en-têtes de message.
new-files-upload = Envoyer
new-files-caution-title = Les fichiers sont envoyés tels quels
new-files-caution-text = Retirez d’abord des journaux les mots de passe, cookies et autres secrets. Si JavaScript est activé, cette page s’en charge.
new-files-count =
    { $count ->
        [0] Aucun fichier
        [one] { $count } fichier
       *[other] { $count } fichiers
    }
new-file-remove = Retirer
new-file-remove-named = Retirer { $name }
new-file-half = { $received } reçus sur { $size }
new-size-bytes = { $count } o
new-size-kilobytes = { $count } ko
new-size-megabytes = { $count } Mo

## What a script says
new-live-drop = Vous pouvez aussi déposer des fichiers ici ou coller une capture d’écran.
new-live-sending = { $name } : { $percent } envoyés
new-live-paused = { $name } : la connexion est coupée. L’envoi reprend de lui-même dès qu’elle revient.
new-live-resume = Réessayer maintenant
new-live-cleaning = Recherche de secrets dans { $name }
new-live-cleaned = Secrets retirés de { $name } : { $count }
new-live-nothing = Aucun secret trouvé dans { $name }
new-live-keep = Envoyer celui-ci tel quel : { $value }
new-live-send = Envoyer le fichier
new-live-cancel = Ne pas l’envoyer
new-live-failed = { $name } n’a pas pu être envoyé. Veuillez réessayer.
new-live-unclean = Les secrets n’ont pas pu être recherchés dans { $name } : le fichier n’a pas été envoyé. Rechargez la page et réessayez.
new-saved = Enregistré
new-not-saved = Non enregistré : pas de connexion. Gardez cette page ouverte, une nouvelle tentative suivra.

## Sending
new-submit-title = Envoyer
new-submit-text = L’assistance reçoit tout ce qui précède. Vous obtenez aussitôt une référence et un e-mail de confirmation.
new-submit = Ouvrir le dossier
new-submit-talk = Vous préférez parler ? Ouvrez le dossier et poursuivez par téléphone ou chat : avec la référence, votre interlocuteur voit ce que vous avez écrit.
new-submit-phone = Ouvrir et appeler
new-submit-chat = Ouvrir et lancer le chat
new-sent-title = Votre dossier est entre les mains de l’assistance
new-sent-reference = Votre référence
new-sent-next = Et maintenant
new-sent-mail = Un e-mail de confirmation part à { $email }. Son objet commence par la référence.
new-sent-due = Une première réponse arrive au plus tard { $when }.
new-sent-reply = Répondez à l’un de nos e-mails pour ajouter quelque chose, fichiers compris.
new-sent-case = Voir le dossier
new-sent-phone-title = Appelez-nous maintenant
new-sent-phone = Les numéros et votre code PIN sont sur la page de contact. Donnez la référence ci-dessus : votre interlocuteur voit alors tout ce que vous avez écrit.
new-sent-chat-title = Lancez maintenant le chat
new-sent-chat = Le chat est sur la page de contact. Commencez par la référence ci-dessus : votre interlocuteur voit alors tout ce que vous avez écrit.
new-sent-talk = Vers la page de contact

## The way into the forum
new-topic-title = Votre sujet pour : { $forum }
new-topic-carried = Il est rédigé. Le forum s’ouvre avec le texte déjà en place ; relisez-le et publiez-le.
new-topic-beginning = Il est trop long pour tenir dans une adresse : le forum s’ouvre avec le début. Copiez la suite d’ici.
new-topic-copy = Le forum s’ouvre vide. Copiez votre sujet d’ici.
new-topic-text = Le texte de votre sujet
new-topic-open = L’ouvrir sur le forum
new-topic-public = Tout le monde peut lire le forum. N’y mettez rien qui doive rester dans votre organisation.
new-no-forum = Ce portail n’a pas de forum. Les articles sont ouverts à tous.
new-hand-on-title = À remettre à un administrateur
new-hand-on-text = Copiez le texte et envoyez-le à un administrateur de votre organisation : { $who }.

## What is wrong
new-wrong-service = Choisissez le service concerné.
new-wrong-effect = Choisissez ce qui se passe.
new-wrong-reach = Choisissez combien de personnes sont touchées.
new-wrong-workaround = Choisissez si l’on peut contourner le problème.
new-wrong-title = Écrivez le problème en une ligne.
new-wrong-description = Décrivez ce qui s’est passé.
new-wrong-reason = Dites pourquoi il faut une autre priorité que celle proposée.
new-wrong-no-words = Utilisez des mots : des signes seuls ne nous disent pas ce qui ne va pas.
new-wrong-too-long = Ce texte a { $length } caractères ; { $limit } au plus sont possibles. Veuillez le raccourcir.
new-wrong-description-long = Ce texte a { $length } caractères ; { $limit } au plus sont possibles. Gardez l’essentiel ici et joignez le reste dans un fichier à l’étape suivante.
new-wrong-no-file = Choisissez d’abord un fichier.
new-wrong-half-file = { $name } n’est pas arrivé en entier. Retirez-le ou ajoutez-le de nouveau.
new-wrong-file-large = { $name } dépasse { $megabytes } Mo. Envoyez la partie qui entoure le moment du problème, ou compressez-le.
new-wrong-file-many = { $name } est de trop : { $files } fichiers au plus. Retirez-en un, ou regroupez-en plusieurs dans une archive.
new-wrong-file-empty = { $name } est vide.
new-wrong-file-program = { $name } est un programme. Les programmes ne sont pas acceptés.
new-wrong-file-pretends = { $name } n’est pas ce que son nom indique. Vérifiez que c’est le bon fichier et qu’il s’ouvre.
new-wrong-full = La place manque en ce moment. Ce que vous avez envoyé auparavant est conservé. Veuillez réessayer un peu plus tard.
new-wrong-away = L’enregistrement est impossible en ce moment. Vos réponses précédentes sont conservées, et votre texte est toujours ci-dessous. Veuillez réessayer dans une minute.

## When something is due
due-today = aujourd’hui à { $time }
due-tomorrow = demain à { $time }
due-weekday = { $day } à { $time }
due-date = le { $date } à { $time }

## The way to the form
contact-request = Rédiger une demande d’assistance
contact-guided = Décrire un problème pas à pas

## Known incidents at the side
new-known-title = C’est connu
new-known-text = Nous y travaillons. Si c’est bien cela, dites-le : vous êtes compté et pouvez suivre l’incident au lieu d’ouvrir un dossier. Vos réponses sont conservées.
