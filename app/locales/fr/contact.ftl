# The contact desk: who reaches whom, when, and what else helps.

contact-title = Contacter l’assistance
contact-viewer-anonymous = Aucun compte n’est connecté : nous ne pouvons pas savoir si votre édition comprend l’assistance.
contact-viewer-personal = Vous utilisez un compte personnel.
contact-viewer-free = Vous utilisez le compte d’une organisation en édition gratuite.
contact-viewer-member = Vous êtes membre d’une organisation en édition payante.
contact-viewer-suspended = Le compte de votre organisation est suspendu.
contact-unlock-sign-in = L’assistance répond aux administrateurs d’une édition payante une fois connectés. Les éditions pour l’éducation et les associations comptent comme payantes.
contact-unlock-paid-edition = L’assistance est comprise dans toute édition payante, y compris celles pour l’éducation et les associations.
contact-unlock-ask-administrator = Les administrateurs de votre organisation peuvent nous contacter en votre nom. Dites-leur ce que vous voyez et depuis quand.
contact-unlock-settle-account = Le téléphone, le chat et l’e-mail rouvrent dès la levée de la suspension.
contact-best = Ce que vous pouvez faire dès maintenant
contact-alt-articles-title = Chercher dans les articles
contact-alt-articles-text = La plupart des questions trouvent leur réponse dans les articles.
contact-alt-articles-action = Rechercher
contact-alt-forum-title = Demander sur le forum
contact-alt-forum-text = Gratuit et ouvert à tout le monde. Décrivez ce que vous avez essayé : d’autres ont souvent rencontré le même problème.
contact-alt-forum-action = Aller au forum
contact-alt-status-title = Voir ce qui fonctionne
contact-alt-status-text = En cas de panne, c’est indiqué là, avec l’heure prévue du rétablissement.
contact-alt-status-action = Ouvrir la page d’état
contact-channels = Moyens de contact
contact-phone = Téléphone
contact-chat = Chat
contact-email = E-mail
contact-hours-always = Jour et nuit, tous les jours
contact-no-channels = Ce portail n’indique aucun moyen de contact. Les articles sont ouverts à tout le monde.
contact-policies = Priorités, premières réponses et suites données
contact-rules-title = Ce que vous pouvez attendre de l’assistance

## Pour qui le portail prend le lecteur
contact-who-personal = Vous utilisez le compte personnel { $email }.
contact-who-administrator = Vous utilisez un compte d’administrateur. Organisation : { $organisation }, édition { $edition }.
contact-who-member = Vous utilisez un compte de membre. Organisation : { $organisation }, édition { $edition }.
contact-who-suspended = Vous utilisez un compte de l’organisation { $organisation }, dont l’accès est suspendu.
contact-who-staff = Vous faites partie de l’équipe de ce centre d’aide. Compte utilisé : { $name }.
contact-who-undecided =
    { $count ->
        [one] Vous utilisez le compte { $email } et faites partie de { $count } organisation, sans l’avoir encore choisie.
       *[other] Vous utilisez le compte { $email } et faites partie de { $count } organisations, sans avoir encore choisi pour laquelle vous agissez.
    }
contact-viewer-administrator = Vous utilisez un compte d’administrateur d’une organisation en édition payante.
contact-granted = Tous les moyens de contact ci-dessous vous sont ouverts.
contact-granted-staff = Vous voyez les moyens de contact comme les administrateurs d’une édition payante.

## Ce qui ouvre les moyens de contact
contact-sign-in-title = Connectez-vous pour joindre l’assistance
contact-sign-in-action = Se connecter
contact-sign-in-forgotten = J’ai oublié mon mot de passe
contact-sign-in-personal = Mon adresse est personnelle
contact-choose-title = Choisissez votre organisation
contact-unlock-choose-organisation = Ce qui vous est ouvert dépend de l’édition de l’organisation pour laquelle vous agissez.
contact-choose-action = Choisir
contact-ask-title = Vos administrateurs peuvent joindre l’assistance
contact-ask-what = Ce qui les aide le plus : ce que vous vouliez faire, le message exact affiché, depuis quand, et si d’autres le voient aussi.
contact-settle-title = Régulariser le compte
contact-settle-text = Une suspension tient le plus souvent à une facture en attente. Dès qu’elle est réglée, l’assistance vous est de nouveau ouverte.
contact-settle-member = Une suspension tient le plus souvent à une facture en attente, et vos administrateurs peuvent la régler. Dites-leur ce que vous voyez ici.
contact-settle-action = Aller à la facturation
contact-ask-whom = Dans votre organisation : { $names }.
contact-more-title = Ce qu’ajoute une édition payante
contact-more-text = Les moyens de contact ci-dessus, avec les délais de première réponse annoncés dans les règles d’assistance. Ce qui est gratuit aujourd’hui le reste, quoi que vous décidiez.
contact-more-administrator = En tant qu’administrateur, vous pouvez changer d’édition quand cela convient à votre organisation.
contact-more-link = Le fonctionnement de l’assistance, en détail
contact-otherwise = Également gratuit pour tout le monde
contact-meanwhile = Ce qui aide en attendant

## Moyens de contact fermés
contact-closed-not-signed-in = S’ouvre aux administrateurs une fois connectés
contact-closed-personal = Non compris dans un compte personnel
contact-closed-free = Non compris dans l’édition gratuite
contact-closed-member = Ouvert à vos administrateurs
contact-closed-suspended = En pause tant que le compte est suspendu
contact-closed-undecided = Dépend de l’organisation que vous choisissez

## Moyens de contact ouverts
contact-recommended-language = Conseillé en ce moment : c’est ouvert, et on vous répond dans votre langue.
contact-recommended-open = Conseillé en ce moment : c’est ouvert.
contact-all-closed = Tout est fermé en ce moment. Le premier à rouvrir est affiché en premier.
contact-other-languages =
    { $count ->
        [one] Dans { $count } autre langue
       *[other] Dans { $count } autres langues
    }
contact-case = Vous venez pour un dossier. Donnez sa référence : votre interlocuteur lit alors tout ce que vous avez écrit. Le chat la transmet de lui-même.
contact-chat-start = Démarrer un chat
contact-email-write = Écrire un e-mail
contact-email-note = Laissez la référence telle quelle dans l’objet : elle nous dit aussitôt pour qui vous écrivez.
contact-email-subject = Demande d’assistance, { $organisation } (référence { $reference })
contact-email-subject-plain = Demande d’assistance (référence { $reference })

## Code d’assistance
contact-pin-title = Avant d’appeler
contact-pin-text = Au téléphone, nous vous demandons un PIN afin de savoir que c’est bien vous. Obtenez-le ici et communiquez-le à votre interlocuteur.
contact-pin-get = Obtenir un PIN
contact-pin-again = Obtenir un nouveau PIN
contact-pin-label = Votre PIN
contact-pin-minutes =
    { $minutes ->
        [one] Valable encore { $minutes } minute.
       *[other] Valable encore { $minutes } minutes.
    }
contact-pin-until = Valable jusqu’à { $time } (votre heure locale).
contact-pin-private = Il vous identifie, vous et votre organisation. Ne le donnez qu’à notre assistance.

## Fuseau horaire
zone-title = Votre fuseau horaire
zone-known = Les heures sont affichées dans votre fuseau ({ $zone }) et, s’il diffère, dans celui de l’équipe d’assistance.
zone-unknown = Nous ne connaissons pas votre fuseau horaire : les heures sont celles de chaque équipe d’assistance.
zone-label = Fuseau horaire
zone-none = Heure locale de chaque équipe
zone-submit = Utiliser ce fuseau

## Horaires
hours-clock = { $time }
hours-days = du { $first } au { $last }
hours-period = { $days }, de { $from } à { $to }
hours-day-time = { $day } { $time }
hours-of-zone = { $said } ({ $zone })
hours-but-holidays = { $said }, fermé les jours fériés
hours-yours = { $said } (votre heure locale)
hours-yours-and-desk = { $said } (votre heure locale ; { $desk }, { $zone })
hours-now-always = Ouvert en ce moment, jour et nuit
hours-now-open = Ouvert en ce moment
hours-closed-for-long = Fermé pour les semaines à venir
hours-closes-in =
    { $minutes ->
        [one] Ferme dans { $minutes } minute
       *[other] Ferme dans { $minutes } minutes
    }
hours-opens-in =
    { $minutes ->
        [one] Ouvre dans { $minutes } minute
       *[other] Ouvre dans { $minutes } minutes
    }
hours-until-today = Ouvert jusqu’à { $time }
hours-until-tomorrow = Ouvert jusqu’à demain { $time }
hours-until-weekday = Ouvert jusqu’à { $day } { $time }
hours-until-date = Ouvert jusqu’au { $date } à { $time }
hours-opens-today = Ouvre aujourd’hui à { $time }
hours-opens-tomorrow = Ouvre demain à { $time }
hours-opens-weekday = Ouvre { $day } à { $time }
hours-opens-date = Ouvre le { $date } à { $time }
