# Dossiers rattachés à un incident ou à une maintenance : historique, e-mails, bureau des conseillers.

case-event-incident = { $who } a rattaché ce dossier à :
case-event-incident-undone = { $who } a détaché ce dossier de :
case-event-incident-ended = L’événement auquel ce dossier est rattaché est terminé :
case-event-incident-returned = L’événement auquel ce dossier est rattaché a repris :
case-mail-incident-ended = « { $incident } » : c’est terminé. Votre dossier « { $title } » y est rattaché. Voici notre dernier message à ce sujet :
case-mail-incident-read = Tout lire à ce sujet
case-mail-incident-still = Votre dossier reste ouvert. Si quelque chose ne fonctionne toujours pas, dites-le-nous.
case-mail-incident-returned = « { $incident } » : c’était terminé, mais le problème est revenu. Votre dossier « { $title } » y est rattaché. Voici notre dernier message à ce sujet :
case-mail-incident-goes-on = Votre dossier est ouvert. Nous vous préviendrons quand ce sera terminé.
case-mail-incident-reopened = Nous avions clos votre dossier parce que c’était terminé : nous l’avons rouvert. Vous n’avez rien à faire ; nous vous préviendrons quand ce sera terminé.
case-mail-incident-again = Votre dossier reste clos. Si cela vous touche de nouveau, écrivez-nous : le dossier est rouvert.

desk-incident-title = Page d’état
desk-incident-proposed = Voici ce qui touche en ce moment le service concerné. Rien n’est encore rattaché.
desk-incident-link = Rattacher
desk-incident-link-of = Rattacher ce dossier à « { $title } »
desk-incident-unlink = Détacher
desk-incident-unlink-of = Détacher ce dossier de « { $title } »
desk-incident-other = Choisir un incident
desk-incident-option = { $title } ({ $stage })
desk-incident-tag = Incident
queue-incident = Incident
queue-incident-linked = rattaché
queue-incident-this = rattaché à celui choisi
desk-incident-cases = Dossiers
desk-incident-none = Aucun dossier n’y est rattaché. Les conseillers les rattachent depuis la page de chaque dossier.
desk-incident-count = Dossiers ouverts : { $open } sur { $all }.
desk-incident-all = Les voir dans la file
desk-incident-told = Dès la fin de l’événement, chaque dossier ouvert en fait état et son auteur est prévenu par e-mail.
desk-incident-solve-text = Clore les dossiers ouverts avec le résultat « { $outcome } ». Chaque client reçoit son propre e-mail. Un dossier qui a bougé depuis l’ouverture de cette page reste ouvert.
desk-incident-solve-submit =
    { $count ->
        [one] Clore { $count } dossier
       *[other] Clore { $count } dossiers
    }
desk-incident-solved =
    { $count ->
        [one] { $count } dossier clos
       *[other] { $count } dossiers clos
    }
desk-incident-left =
    { $count ->
        [one] { $count } dossier reste ouvert, car il a bougé entre-temps. Lisez-le d’abord.
       *[other] { $count } dossiers restent ouverts, car ils ont bougé entre-temps. Lisez-les d’abord.
    }
