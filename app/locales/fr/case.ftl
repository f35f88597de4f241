# Cases: what somebody asked support, on pages and in mail.

## Mail
case-mail-subject = [{ $reference }] { $title }
case-mail-received = Nous avons bien reçu votre message « { $title } ». Un conseiller va le lire.
case-mail-reference = Sa référence est { $reference }. Indiquez-la si vous nous appelez.
case-mail-due = La première réponse vous parviendra au plus tard le { $time }.
case-mail-open = Voir le dossier
case-mail-reply = Pour ajouter quelque chose, répondez à ce message. Vous pouvez y joindre des fichiers.
case-mail-no-reply = Pour ajouter quelque chose, passez par le dossier. Les réponses à ce message ne sont pas lues.
case-mail-answered = { $agent } a répondu à votre dossier « { $title } » :
case-mail-files = Des fichiers accompagnent cette réponse : { $names }. Ouvrez le dossier pour les télécharger.
case-mail-asked = Nous attendons votre réponse : nous reprendrons dès que nous l’aurons reçue.
case-mail-solved = { $agent } a clos votre dossier « { $title } » avec ce résultat : { $outcome }
case-mail-solved-own = Vous avez indiqué que votre dossier « { $title } » est résolu. Nous en sommes heureux.
case-mail-reopen = Si le problème revient, écrivez-nous de nouveau : le dossier est rouvert.
case-mail-priority = { $agent } a changé la priorité de votre dossier « { $title } » : elle passe de { $before } à { $after }, pour la raison suivante :
case-mail-appeal = Si vous n’êtes pas d’accord, ouvrez le dossier et dites-le : un second conseiller tranche alors.
case-mail-reminder = Votre dossier « { $title } » attend votre réponse. Voici notre dernière question :
case-mail-reminder-else = Si l’affaire est réglée, ouvrez le dossier et indiquez qu’il est résolu. Vous n’avez rien d’autre à faire.
case-mail-survey = Votre dossier « { $title } » est résolu. Notre réponse vous a-t-elle aidé ?
case-mail-survey-free = Un clic suffit, un mot de plus est le bienvenu. Votre réponse n’a pas d’influence sur vos prochains dossiers, et nous ne reposerons pas la question.
case-mail-aside = Votre message au sujet du dossier « { $title } » nous est parvenu. Les personnes qui s’en sont occupées peuvent le lire ; le dossier n’a pas été rouvert.
case-mail-aside-on = La page de contact montre ce que vous pouvez faire maintenant, par exemple interroger d’autres clients.
case-mail-close = { $portal } a envoyé ce message au sujet du dossier { $reference }.
case-rating-good = Oui, elle m’a aidé
case-rating-fair = En partie
case-rating-poor = Non
case-time = { $date } à { $time } ({ $zone })
case-time-end = { $date } à 24:00 ({ $zone })

## Where a case stands
case-status-new = Nouveau
case-status-open = En cours
case-status-pending = En attente du client
case-status-hold = En pause
case-status-solved = Résolu
case-status-closed = Clos
case-yours-new = Reçu
case-yours-open = En cours chez nous
case-yours-pending = En attente de votre réponse
case-yours-hold = En pause chez nous

## How it ends
case-outcome-solved = Problème résolu ou réponse donnée
case-outcome-missing-feature = La fonction n’existe pas
case-outcome-not-reproducible = Impossible à reproduire
case-outcome-other-team = Mise en relation avec une autre équipe
case-outcome-out-of-scope = Sans solution ou hors de notre champ
case-outcome-outage = Une panne signalée est terminée
case-detail-idea = Proposez l’idée ici : { $detail }
case-detail-advice = Notre conseil : { $detail }
case-detail-team = L’équipe : { $detail }
case-detail-reason = La raison : { $detail }
case-detail-incident = La panne : { $detail }
case-detail-credit = Vous avez demandé un crédit de service.
case-detail-report = Vous avez demandé un rapport d’incident.

## Lengths of time
case-span-minutes = { $minutes } min
case-span-hours = { $hours } h { $minutes } min
case-span-days = { $days } j { $hours } h

## What is wrong with a text
case-wrong-empty = Écrivez d’abord quelque chose.
case-wrong-no-words = Utilisez des mots, pour que nous comprenions de quoi il s’agit.
case-wrong-long = Ce texte compte { $length } caractères, pour { $limit } au plus. Raccourcissez-le et envoyez les longs journaux en pièce jointe.

## History
case-tag-note = Note interne
case-tag-support = Assistance
case-tag-mail = Par e-mail
case-tag-unverified = Par e-mail, expéditeur non vérifié
case-tag-aside = E-mail d’une personne sans assistance
case-quoted = Repris des messages précédents
case-appealed = La priorité a été contestée.
case-event-status = { $who } a changé le statut : { $status }
case-event-chose = { $who } a choisi { $after } au lieu de { $before }, qui était proposé
case-event-priority = { $who } a changé la priorité de { $before } à { $after }
case-event-appeal = { $who } conteste la priorité
case-event-unassigned = { $who } a libéré le dossier
case-event-assigned = { $who } a confié le dossier à { $after }
case-event-taken = { $who } a pris le dossier en charge
case-event-outcome = { $who } a clos le dossier : { $outcome }
case-event-target = L’édition de l’organisation est désormais { $edition } ; les délais en dépendent
case-event-no-target = L’organisation n’a plus d’édition avec assistance ; aucun délai n’est promis
case-event-suspended = L’organisation est suspendue ; aucun délai n’est promis entre-temps
case-file-size = { $kilobytes } ko
case-author-unknown = expéditeur inconnu
case-files-left-out = Ces fichiers ont été laissés de côté, car ils sont vides, trop volumineux, trop nombreux ou ne sont pas ce que leur nom indique : { $names }
case-files = Fichiers

## List
cases-menu = Vos dossiers
cases-title = Vos dossiers
cases-lead = Ce que vous avez demandé à l’assistance, et où cela en est.
cases-empty-title = Rien n’est en cours
cases-empty-text = Vous n’avez pas de dossier. Si quelque chose ne fonctionne plus, c’est ici que vous suivrez la suite.
cases-empty-closed = Les dossiers sont compris dans les éditions payantes et ouverts par les administrateurs. Les articles et le formulaire guidé vous restent ouverts.
cases-empty-staff = Les personnes qui travaillent pour le centre d’aide n’ouvrent pas de dossiers. Ceux des clients se trouvent dans l’espace de l’équipe.
cases-of = demandé par { $name }
cases-updated = dernière modification : { $time }
cases-newer = Dossiers plus récents
cases-older = Dossiers plus anciens
cases-paging = Autres dossiers
cases-sharing-title = Qui lit ces dossiers
cases-sharing-changed = Le réglage est enregistré
cases-shared-on = Tous les administrateurs de l’organisation { $name } peuvent lire les dossiers que ses membres ont ouverts depuis le { $since }, et y répondre. Les dossiers plus anciens restent à leurs auteurs.
cases-shared-off = Chez { $name }, chacun ne voit que ses propres dossiers. Vous pouvez laisser tous les administrateurs lire ceux qui seront ouverts par la suite, et y répondre ; les plus anciens n’en font pas partie. Chacun en est informé ici, dans le formulaire et dans chaque dossier.
cases-share-on = Laisser les administrateurs lire les nouveaux dossiers
cases-share-off = Laisser chacun ne voir que les siens
case-due = Réponse au plus tard le { $time }

## A case
case-title = { $reference } : { $title }
case-facts = À propos de ce dossier
case-fact-service = Service
case-fact-priority = Priorité
case-fact-asked = Demandé le
case-fact-requester = Demandé par
case-fact-since = Depuis
case-fact-due = Prochaine réponse au plus tard le
case-fact-outcome = Résultat
case-fact-status = Statut
case-shared = Tous les administrateurs de l’organisation { $name } peuvent lire ce dossier.
case-not-now = Le dossier a avancé et ce n’est plus possible. Regardez où il en est maintenant.
case-outdated = Le dossier était en cours de modification au même moment. Rien n’a été envoyé, et votre texte est conservé. Envoyez-le de nouveau.
case-wait =
    { $minutes ->
        [one] Vous avez écrit beaucoup de messages en une heure. Rien n’a été envoyé ; votre texte est conservé ci-dessous. Envoyez-le dans une minute.
       *[other] Vous avez écrit beaucoup de messages en une heure. Rien n’a été envoyé ; votre texte est conservé ci-dessous. Envoyez-le dans { $minutes } minutes.
    }
case-news-submitted = Votre dossier nous est parvenu. Sa référence est { $reference }
case-news-due = La première réponse vous parviendra au plus tard le { $time }.
case-news-mail = Un message récapitulatif vous est envoyé.
case-news-replied = Votre message a été ajouté
case-news-solved = Le dossier est indiqué comme résolu
case-news-solved-text = Si le problème revient, écrivez de nouveau : le dossier est rouvert.
case-news-reopened = Le dossier est rouvert
case-news-appealed = Vous avez contesté la priorité ; un autre conseiller l’examine
case-reply = Votre réponse
case-reply-hint = Dites ce que vous avez essayé et ce qui s’est passé. N’écrivez pas de mot de passe.
case-reply-send = Envoyer
case-reply-reopen = Y a-t-il autre chose ?
case-reply-reopen-send = Envoyer et rouvrir
case-reply-missing = Écrivez un message ou choisissez d’abord un fichier.
case-files-refused = Aucun fichier n’a été retenu. Choisissez des fichiers qui ne sont pas vides, ne dépassent pas 25 Mo et sont bien ce que leur nom indique.
case-files-full = Aucun fichier n’a été pris : vous en avez envoyé beaucoup qui n’appartiennent encore à aucun dossier. Réessayez demain, ou retirez-en du formulaire.
case-mark-solved = Marquer comme résolu
case-reopen = Rouvrir le dossier
case-appeal = La priorité n’est pas la bonne
case-appeal-text = Nous avons changé la priorité de ce dossier. Vous pouvez la contester une fois ; un conseiller qui n’a pas pris cette décision l’examine de nouveau.
case-appeal-reason = Qu’est-ce qui rend le problème plus urgent ?
case-appeal-missing = Dites ce qui rend le problème plus urgent.
case-appeal-send = Contester

## Support does not answer the reader any more
case-lapse-open-title = Vous pouvez mener ce dossier à son terme
case-lapse-open = Vous pouvez écrire ici jusqu’à ce qu’il soit clos ; il restera ensuite lisible, sans pouvoir être rouvert.
case-lapse-ended-title = Ce dossier peut être lu, mais plus rouvert
case-lapse-ended = Tout ce qu’il contient reste ici, à votre disposition.
case-lapse-read-title = Vous pouvez lire ce dossier, mais pas y écrire
case-lapse-read = Tout ce qu’il contient reste ici, à votre disposition.
case-lapse-free-edition = L’édition de l’organisation ne comprend plus d’assistance.
case-lapse-not-administrator = L’assistance répond aux administrateurs de l’organisation, dont vous ne faites pas partie en ce moment.
case-lapse-suspended = L’organisation est suspendue.
case-lapse-no-organisation = Vous n’appartenez plus à l’organisation pour laquelle la question a été posée.
case-lapse-refused = Votre message n’a pas été envoyé : ce dossier n’en accepte plus de votre part.
case-lapse-kept = Votre texte, à reprendre ailleurs
case-lapse-contact = Ce que vous pouvez faire maintenant

## Questionnaire
rating-title = Qu’en avez-vous pensé ?
rating-about = Dossier { $reference } : { $title }
rating-question = Notre réponse vous a-t-elle aidé ?
rating-missing = Choisissez une des réponses.
rating-early = Nous travaillons encore sur ce dossier
rating-early-text = Vous pourrez dire ce que vous en pensez une fois le problème résolu. D’ici là, écrivez-nous en répondant à l’un des messages du dossier.
rating-words = Qu’aurions-nous pu mieux faire ?
rating-words-hint = Vous pouvez laisser ce champ vide.
rating-send = Envoyer
rating-thanks = Merci de votre réponse
rating-thanks-text = Elle parvient aux personnes qui ont suivi votre dossier. Nous ne reposerons pas la question.
rating-thanks-change = Vous pouvez la modifier ci-dessous, ou ajouter quelques mots.
