# The guided form: from a problem to a case, or to the right forum.

policies-business-hours = Heures ouvrées : { $hours }.
problem-storage-full-title = Il n’y a plus de place pour le moment
problem-storage-full-text = Ce que vous venez d’envoyer n’a pas été conservé, mais tout ce qui précède l’a été. Nous sommes prévenus. Veuillez réessayer un peu plus tard.

## The form and its steps
new-title = Décrire un problème
new-lead = Quelques questions courtes, l’une après l’autre. Rien n’est envoyé sans votre accord.
new-need = À préparer : ce que vous avez fait, ce que vous avez vu et depuis quand. Vos réponses sont enregistrées au fur et à mesure.
new-begin = Commencer
new-go-on = Reprendre où vous en étiez
new-back = Retour
new-continue = Continuer
new-discard = Tout effacer et recommencer
new-begun-title = Vous avez déjà commencé
new-begun-text = Vos réponses sont toujours là.
new-other-ways = Autres moyens de nous joindre
new-steps-label = Étapes
new-step-count = Étape { $step } sur { $steps }
new-step-done = réponse donnée
new-kept-account = Vos réponses sont enregistrées dans votre compte au fur et à mesure.
new-kept-browser = Vos réponses sont conservées sept jours, pour ce navigateur uniquement.
new-change = Modifier
new-change-named = Modifier : { $name }
new-short-service = Service
new-short-problem = Ce qui se passe
new-short-reach = Nombre de personnes
new-short-workaround = Contournement
new-short-details = Description
new-short-evidence = Éléments utiles
new-short-review = Vérifier et envoyer
new-short-forum = Demander sur le forum
new-short-articles = Voir ce qui correspond
new-short-hand-on = Transmettre à un administrateur
new-short-open = Vérifier et choisir la suite

## Where it ends
new-end-case-title = Le formulaire mène à un dossier
new-end-case = L’assistance reçoit vos réponses sous forme de dossier et répond par e-mail. Vous saurez aussi sous quel délai.
new-end-staff-title = Vous pouvez regarder, rien n’est envoyé
new-end-staff = Les personnes qui travaillent pour le centre d’aide n’ouvrent pas de dossiers. Vous voyez chaque étape comme les administrateurs d’une édition payante ; pour ouvrir un dossier au nom d’un client, passez par l’API.
new-end-administrator-title = Les dossiers sont ouverts par vos administrateurs
new-end-administrator = Seuls les administrateurs de votre organisation peuvent ouvrir un dossier : { $who }. Vous obtenez un texte à leur transmettre, ainsi qu’un sujet déjà rédigé pour le forum.
new-end-administrator-alone = Seuls les administrateurs de votre organisation peuvent ouvrir un dossier : { $who }. Vous obtenez un texte à leur transmettre, ainsi que les articles les plus proches.
new-administrators-unnamed = demandez dans votre organisation qui gère les comptes
new-end-forum-title = Le formulaire mène au forum
new-end-forum = Vous obtenez un sujet déjà rédigé à partir de vos réponses, et les articles les plus proches. Les dossiers d’assistance sont réservés aux administrateurs d’éditions payantes.
new-end-suspended = Votre organisation est suspendue : l’assistance n’accepte plus de dossiers de sa part tant que la situation n’est pas réglée. Vous obtenez un sujet déjà rédigé à partir de vos réponses, et les articles les plus proches.
new-end-articles-title = Le formulaire mène à des articles
new-end-articles = Vous obtenez les articles les plus proches de vos réponses, et ces réponses sous forme de texte à emporter. Les dossiers d’assistance sont réservés aux administrateurs d’éditions payantes.
new-end-suspended-articles = Votre organisation est suspendue : l’assistance n’accepte plus de dossiers de sa part tant que la situation n’est pas réglée. Vous obtenez les articles les plus proches, et vos réponses sous forme de texte à emporter.
new-end-undecided-title = Choisissez d’abord votre organisation
new-end-undecided = La suite dépend de l’organisation pour laquelle vous agissez. Vous pouvez aussi commencer et choisir plus tard.
new-end-open-case-title = Administrateur d’une édition payante ?
new-end-open-case = Le formulaire mène alors à un dossier d’assistance. Connectez-vous maintenant ou à la fin : vos réponses sont conservées.
new-end-open-forum-title = Dans tous les autres cas
new-end-open-forum = Le formulaire mène au forum, avec un sujet déjà rédigé à partir de vos réponses. C’est gratuit, et vous n’avez pas besoin de vous connecter ici.
new-end-open-articles = Le formulaire mène aux articles les plus proches et à un texte à emporter, rédigé à partir de vos réponses. C’est gratuit, et vous n’avez pas besoin de vous connecter ici.

## Questions
new-service-title = De quel service s’agit-il ?
new-problem-title = Que se passe-t-il ?
new-effect-no-access = Impossible d’y accéder ou de s’en servir
new-effect-no-access-example = Par exemple : une page d’erreur s’affiche à la place de la boîte de réception.
new-effect-blocks = Le travail en commun est bloqué
new-effect-blocks-example = Par exemple : personne ne peut ouvrir l’agenda partagé.
new-effect-fault = Quelque chose ne fonctionne pas comme prévu
new-effect-fault-example = Par exemple : un bouton ne réagit pas, un message s’affiche mal.
new-effect-wish = Cela fonctionne, mais pas comme nous le souhaitons
new-effect-wish-example = Par exemple : ajouter un mot au dictionnaire demande trop d’étapes.
new-since-label = Depuis quand ? (facultatif)
new-since-hint = Par exemple : ce matin vers neuf heures, ou la mise à jour d’hier.
new-reach-title = Combien de personnes sont touchées ?
new-reach-one = Une personne
new-reach-one-example = Par exemple : vous seulement, ou un collègue.
new-reach-many = Plusieurs, ou tout le monde
new-reach-many-example = Par exemple : une équipe, un site, toute l’organisation.
new-workaround-title = Peut-on contourner le problème ?
new-workaround-hint = Un autre moyen, pour l’instant, d’arriver au même résultat.
new-way-none = Non, en aucune façon
new-way-none-example = Par exemple : l’application mobile ne fonctionne pas non plus.
new-way-unacceptable = Oui, mais au prix d’un effort qu’on ne peut demander à personne
new-way-unacceptable-example = Par exemple : recopier chaque message à la main.
new-way-acceptable = Oui, cela suffit pour l’instant
new-way-acceptable-example = Par exemple : cela fonctionne dans un autre navigateur.
new-way-not-needed = Ce n’est pas nécessaire
new-way-not-needed-example = Par exemple : rien n’est bloqué.
new-details-title = Décrivez le problème avec vos mots
new-details-line = Le problème en une ligne
new-details-line-hint = Par exemple : erreur 500 à l’ouverture de la boîte de réception.
new-details-full = Description complète
new-details-full-hint = Qu’avez-vous fait, qu’attendiez-vous et que s’est-il passé ? Copiez les messages d’erreur en entier. N’indiquez aucun mot de passe.
new-evidence-title = Ce qui nous aide à comprendre
new-evidence-lead = Tout ce que vous ajoutez ici nous évite de vous le redemander. Rien n’est obligatoire.
new-review-title = Vérifiez vos réponses
new-since-said = Depuis : { $since }
new-fact = { $name } : { $value }

## Priority
new-priority-title = Priorité
new-priority-example = Un exemple : { $example }
new-due = Première réponse au plus tard { $when }.
new-level = { $level } : { $title }
new-level-suggested = { $level } : { $title } (proposée)
new-level-because = { $because } La priorité est donc { $level }.
new-level-chosen = Vous avez choisi { $level }. D’après vos réponses, ce serait { $suggested }.
new-level-other = Choisir une autre priorité
new-level-question = À quel point est-ce urgent pour vous ?
new-reason-label = Pourquoi une autre priorité ?
new-reason-hint = En une phrase. L’assistance la lira et pourra changer la priorité, en indiquant pourquoi.

## Articles at the side
new-articles-title = La réponse est peut-être ici
new-articles-more = Plus d’articles
new-articles-first = Des articles qui ont peut-être la réponse

## Files
new-files-title = Fichiers
new-files-label = Ajouter des fichiers
new-files-hint = Jusqu’à { $files } fichiers de { $megabytes } Mo chacun : captures d’écran, journaux, fichiers HAR, en-têtes de message.
new-files-upload = Ajouter
new-files-caution-title = Les fichiers sont envoyés tels quels
new-files-caution-text = Retirez d’abord les mots de passe, cookies et autres secrets des journaux. Si JavaScript est activé, cette page s’en charge.
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
new-live-sending = { $name } : { $percent } envoyés
new-live-paused = { $name } : la connexion est coupée. L’envoi reprend de lui-même dès qu’elle revient.
new-live-resume = Réessayer maintenant
new-live-cleaning = Recherche de secrets dans { $name }
new-live-cleaned = Secrets retirés du fichier { $name } : { $count }
new-live-nothing = Aucun secret trouvé dans { $name }
new-live-keep = Envoyer celui-ci tel quel : { $value }
new-live-send = Envoyer le fichier
new-live-cancel = Ne pas l’envoyer
new-live-failed = { $name } n’a pas pu être envoyé. Veuillez réessayer.
new-live-unclean = Les secrets n’ont pas pu être recherchés dans { $name } : le fichier n’a pas été envoyé. Rechargez la page et réessayez.
new-saved = Enregistré
new-not-saved = Pas encore enregistré. Laissez cette page ouverte : une nouvelle tentative suivra.
new-not-saved-full = Non enregistré : il n’y a plus de place pour le moment. Laissez cette page ouverte : une nouvelle tentative suivra.
new-not-saved-long = Non enregistré : le texte est trop long pour être conservé. Veuillez le raccourcir.
new-not-saved-elsewhere = Non enregistré : ce formulaire a été envoyé ou est rempli ailleurs. Rechargez la page pour continuer.
new-signed-out-title = Votre session est terminée
new-signed-out-text = Ce que vous écrivez maintenant est conservé pour ce navigateur. Connectez-vous pour le réunir avec vos réponses précédentes.

## Sending
new-submit-title = Envoyer
new-submit-text = L’assistance reçoit tout ce qui précède. Vous obtenez aussitôt une référence et un e-mail de confirmation.
new-submit = Envoyer le dossier
new-submit-talk = Vous préférez parler ? Envoyez le dossier, puis poursuivez par téléphone ou par chat : avec la référence, votre interlocuteur voit ce que vous avez écrit.
new-submit-phone = Envoyer et appeler
new-submit-chat = Envoyer et passer au chat
new-review-staff-title = C’est ici que le dossier serait envoyé
new-review-staff = À cette étape, les administrateurs d’une édition payante peuvent choisir une autre priorité et envoient le dossier. Comme vous travaillez pour le centre d’aide, rien n’est envoyé.
new-sent-title = Votre dossier est entre les mains de l’assistance
new-sent-reference = Votre référence
new-sent-next = Et maintenant
new-sent-mail = Un e-mail de confirmation part à { $email }. Son objet commence par la référence.
new-sent-due = Vous recevrez une première réponse au plus tard { $when }.
new-sent-reply = Répondez à l’un de nos e-mails pour ajouter quelque chose, fichiers compris.
new-sent-case = Voir le dossier
new-sent-phone-title = Appelez-nous maintenant
new-sent-phone = Les numéros et votre PIN sont sur la page de contact. Donnez la référence ci-dessus : votre interlocuteur voit alors tout ce que vous avez écrit.
new-sent-chat-title = Lancez maintenant le chat
new-sent-chat = Le chat est sur la page de contact. Il transmet votre dossier : votre interlocuteur voit tout ce que vous avez écrit.
new-sent-talk = Aller à la page de contact

## The way into the forum
new-topic-title = Votre sujet pour : { $forum }
new-topic-carried = Il est déjà rédigé. Le forum s’ouvre avec le texte en place : relisez-le là-bas, puis publiez-le.
new-topic-beginning = Il est trop long pour tenir dans une adresse : le forum s’ouvre avec le début. Copiez la suite depuis cette page.
new-topic-copy = Le forum s’ouvre vide. Copiez votre sujet depuis cette page.
new-written-text = Votre texte
new-topic-open = L’ouvrir sur le forum
new-topic-public = Tout le monde peut lire le forum. N’y mettez rien qui doive rester dans votre organisation.
new-text-title = Vos réponses sous forme de texte
new-text-text = Copiez-le et montrez-le à quelqu’un qui en sait peut-être plus.
new-hand-on-title = À transmettre à un administrateur
new-hand-on-text = Copiez le texte et envoyez-le à un administrateur de votre organisation : { $who }.

## What is wrong
new-wrong-service = Choisissez le service concerné.
new-wrong-effect = Indiquez ce qui se passe.
new-wrong-reach = Indiquez combien de personnes sont touchées.
new-wrong-workaround = Indiquez si l’on peut contourner le problème.
new-wrong-title = Résumez le problème en une ligne.
new-wrong-description = Décrivez ce qui s’est passé.
new-wrong-reason = Indiquez pourquoi il faut une autre priorité que celle proposée.
new-wrong-no-words = Utilisez des mots : des signes seuls ne nous disent pas ce qui ne va pas.
new-wrong-too-long = Ce texte compte { $length } caractères, pour { $limit } au plus. Veuillez le raccourcir.
new-wrong-description-long = Ce texte compte { $length } caractères, pour { $limit } au plus. Gardez l’essentiel ici et joignez le reste dans un fichier à l’étape suivante.
new-wrong-no-file = Choisissez d’abord un fichier.
new-wrong-half-file = { $name } n’est pas arrivé en entier. Choisissez de nouveau le même fichier pour reprendre l’envoi, ou retirez-le.
new-wrong-file-large = { $name } dépasse { $megabytes } Mo. Envoyez seulement la partie qui couvre le moment du problème, ou compressez le fichier.
new-wrong-file-many = { $name } est de trop : { $files } fichiers au plus. Retirez-en un, ou regroupez-en plusieurs dans une archive.
new-wrong-file-full = { $name } ne peut plus être ajouté : vous avez envoyé beaucoup de fichiers qui n’appartiennent encore à aucun dossier. Envoyez le dossier, retirez des fichiers ou réessayez demain.
new-wrong-file-empty = { $name } est vide.
new-wrong-file-program = { $name } est un programme. Les programmes ne sont pas acceptés.
new-wrong-file-pretends = { $name } n’est pas ce que son nom indique. Vérifiez que c’est le bon fichier et qu’il s’ouvre.
new-wrong-full = Il n’y a plus de place pour le moment. Ce que vous avez envoyé auparavant est conservé. Veuillez réessayer un peu plus tard.
new-wrong-away = L’enregistrement est impossible en ce moment. Vos réponses précédentes sont conservées, et votre texte se trouve toujours ci-dessous. Veuillez réessayer dans une minute.
new-wrong-staff = Les personnes qui travaillent pour le centre d’aide n’ouvrent pas de dossiers. Vous pouvez parcourir toutes les étapes ; pour ouvrir un dossier au nom d’un client, passez par l’API.
new-wrong-wait =
    { $minutes ->
        [one] Vous avez envoyé beaucoup de dossiers en une heure. Tout est conservé ; envoyez celui-ci dans une minute, ou complétez un dossier en cours.
       *[other] Vous avez envoyé beaucoup de dossiers en une heure. Tout est conservé ; envoyez celui-ci dans { $minutes } minutes, ou complétez un dossier en cours.
    }

## When something is due
due-today = aujourd’hui à { $time }
due-tomorrow = demain à { $time }
due-weekday = { $day } à { $time }
due-date = le { $date } à { $time }
due-end-today = aujourd’hui à 24:00
due-end-tomorrow = demain à 24:00
due-end-weekday = { $day } à 24:00
due-end-date = le { $date } à 24:00

## The way to the form
contact-request = Rédiger une demande d’assistance
contact-guided = Décrire un problème pas à pas
contact-guided-text = Quelques questions courtes, l’une après l’autre. Vous obtenez à la fin les articles les plus proches et un texte déjà rédigé.

## Known incidents at the side
new-known-title = Ce problème est connu
new-known-text = Nous y travaillons. Si c’est bien ce que vous constatez, dites-le : nous en tenons compte, et vous pouvez suivre l’incident au lieu d’ouvrir un dossier. Vos réponses sont conservées.
new-known-elsewhere = Une autre page d’état, que nous consultons, signale ce problème. Vous y trouverez la suite et pourrez y demander des notifications. Vos réponses ici sont conservées.
new-known-back = Revenir à vos réponses
