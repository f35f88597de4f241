# L’espace de l’équipe : qui appelle, et le portail avec d’autres yeux.

desk-title = Espace de l’équipe
desk-lead = Compte utilisé : { $name }, { $role }.
desk-role-agent = assistance
desk-role-editor = rédaction
desk-role-operator = exploitation
desk-here = Celles et ceux qui travaillent pour le centre d’aide trouvent ici leurs outils.
desk-pin-title = Qui appelle ?
desk-pin-text = Demandez le PIN affiché sur la page de contact de la personne. Il compte huit chiffres et vaut { $minutes } minutes.
desk-pin-label = PIN
desk-pin-hint = Huit chiffres ; les espaces ne comptent pas.
desk-pin-submit = Vérifier
desk-pin-malformed = Saisissez les huit chiffres.
desk-pin-not-valid = Ce PIN n’est pas valable. Il a peut-être expiré, ou un chiffre a été mal compris. Demandez à la personne d’en obtenir un nouveau sur la page de contact.
desk-pin-wait =
    { $minutes ->
        [one] Trop de PIN erronés. Veuillez attendre une minute avant le prochain.
       *[other] Trop de PIN erronés. Veuillez attendre { $minutes } minutes avant le prochain.
    }
desk-pin-not-yours = Les PIN sont vérifiés ici par l’assistance et l’exploitation.
desk-caller-title = Au téléphone : { $name }
desk-caller-entitled = A droit à l’assistance
desk-caller-not-entitled = N’a pas droit à l’assistance pour l’instant
desk-caller-suspended = L’organisation est suspendue
desk-caller-account-suspended = Le compte est suspendu
desk-caller-address = Adresse
desk-caller-organisation = Organisation
desk-caller-no-organisation = Aucune
desk-caller-reference = Numéro de client
desk-caller-edition = Édition
desk-caller-role = Rôle
desk-caller-administrator = Administrateur
desk-caller-member = Membre
desk-caller-staff = Travaille pour ce centre d’aide
desk-caller-valid =
    { $minutes ->
        [one] Le PIN vaut encore { $minutes } minute.
       *[other] Le PIN vaut encore { $minutes } minutes.
    }
desk-view-title = Voir le portail comme quelqu’un d’autre
desk-view-text = Les pages, la recherche et l’API vous répondent alors comme elles répondraient à cette personne. Vous gardez votre propre session ; une barre sur chaque page permet de revenir.
desk-view-label = En tant que
desk-view-submit = Voir le portail
view-as-now = Vous voyez le portail comme { $kind }.
view-as-stop = Revenir à ma vue
view-as-anonymous = une personne non connectée
view-as-personal = une personne avec un compte personnel
view-as-free-member = un membre d’une organisation en édition gratuite
view-as-free-administrator = un administrateur d’une organisation en édition gratuite
view-as-paid-member = un membre d’une organisation en édition payante
view-as-paid-administrator = un administrateur d’une organisation en édition payante
view-as-suspended = un administrateur d’une organisation suspendue

## The queue
queue-title = Dossiers
queue-views = Vues
queue-view-open = En cours
queue-view-mine = Les miens
queue-view-unassigned = À prendre
queue-view-late = En retard
queue-view-pending = En attente des clients
queue-view-hold = En pause
queue-view-asides = E-mails hors assistance
queue-view-solved = Résolus
queue-forget = Supprimer la vue « { $name } »
queue-any = Tous
queue-text = Rechercher
queue-filter = Afficher
queue-empty = Rien ici : tout a reçu une réponse.
queue-asides-about = Dossiers au sujet desquels une personne sans assistance a écrit par e-mail. Ils n’ont pas été rouverts : lisez le message et décidez.
queue-asides-empty = Aucun e-mail n’attend.
queue-due = Échéance
queue-case = Dossier
queue-assignee = Conseiller
queue-nobody = Non attribué
queue-not-due = Sans échéance
queue-late-by = { $span } de retard
queue-due-in = dans { $span }
queue-before = Précédents
queue-after = Suivants
queue-views-full = Vous avez atteint le nombre maximal de vues. Supprimez-en une d’abord.
queue-save-label = Enregistrer cette vue sous le nom
queue-save = Enregistrer

## A case at the desk
desk-done-answered = Votre réponse est envoyée. Le statut est maintenant : { $status }
desk-done-noted = Votre note est enregistrée
desk-done-taken = Vous avez maintenant ce dossier en charge
desk-done-assigned = Le dossier est maintenant confié à { $name }
desk-done-released = Le dossier n’est plus confié à personne
desk-done-moved = Le statut est maintenant : { $status }
desk-done-reclassified = La priorité est maintenant { $priority }
desk-done-resolved = Le dossier est clos avec son résultat
desk-done-linked = Le dossier est rattaché
desk-done-unlinked = Le dossier est détaché
desk-outcome-missing = Choisissez un résultat.
desk-outcome-address = Indiquez l’adresse où proposer l’idée ; elle commence par https://
desk-answer-missing = Écrivez d’abord la réponse.
desk-note-missing = Écrivez d’abord la note.
desk-reason-missing = Dites pourquoi la priorité change.
desk-advice-missing = Dites ce que le client peut essayer.
desk-team-missing = Indiquez l’équipe.
desk-scope-missing = Dites pourquoi cela ne peut pas être résolu ici.
desk-outage-missing = Choisissez l’incident en cause.
desk-same-priority = Le dossier a déjà cette priorité.
desk-files-refused = Tous les fichiers n’ont pas été pris : { $names }. Ils ne doivent être ni vides, ni plus grands que 25 Mo, ni des programmes, ni autre chose que ce que dit leur nom ; 10 au plus. Rien n’a été envoyé ; votre texte et les autres fichiers sont conservés.
desk-files-gone = Un fichier en attente n’est plus là : il a été supprimé au bout d’un jour ou déjà envoyé. Rien n’a été envoyé cette fois ; votre texte et les autres fichiers sont conservés. Choisissez-le de nouveau s’il est encore utile.
desk-files-hint = Jusqu’à { $files } fichiers de { $megabytes } Mo chacun.
desk-outdated = Le dossier a changé pendant que vous écriviez
desk-outdated-text = Rien n’a été envoyé, et votre texte est conservé ci-dessous. Lisez ce qui est nouveau, puis envoyez-le de nouveau.
desk-writes = { $name } est en train d’écrire
desk-looks = { $name } consulte ce dossier
desk-news =
    { $count ->
        [one] { $count } nouvel élément depuis l’ouverture de cette page
       *[other] { $count } nouveaux éléments depuis l’ouverture de cette page
    }
desk-answer = Réponse
desk-answer-hint = Langue de { $name } : { $language }
desk-next = Ensuite
desk-next-theirs = attendre le client
desk-next-ours = le garder en cours
desk-next-hold = le mettre en pause
desk-answer-send = Envoyer la réponse
desk-note = Note interne
desk-note-hint = Visible par l’équipe seulement.
desk-note-save = Enregistrer la note
desk-take = Prendre en charge
desk-hold = Mettre en pause
desk-work = Reprendre
desk-assign = Confier
desk-resolve = Clore avec un résultat
desk-choose = Choisir
desk-first-due-in = Première réponse à donner dans { $span }
desk-first-late-by = Première réponse en retard de { $span }
desk-next-due-in = Prochaine réponse à donner dans { $span }
desk-next-late-by = Prochaine réponse en retard de { $span }
desk-detail = Précision
desk-detail-hint = Fonction absente : l’adresse de l’idée. Impossible à reproduire : un conseil. Autre équipe : laquelle. Hors champ : pourquoi.
desk-outage = Panne
desk-outage-hint = Pour le résultat qui concerne une panne : l’incident en cause. Le client reçoit un lien vers sa page, et le dossier y est rattaché.
desk-outage-option = { $title } ({ $stage }, { $date })
desk-outage-none = Pour le résultat qui concerne une panne : aucun incident de { $service } n’est ouvert ni terminé depuis moins de { $days } jours. Écrivez d’abord l’incident, ou rattachez ce dossier à un autre.
desk-credit = Le client a demandé un crédit de service
desk-report = Le client a demandé un rapport d’incident
desk-closing = Message au client, s’il y a autre chose à dire
desk-resolve-send = Clore le dossier
desk-reclassify = Changer la priorité
desk-reason = Raison
desk-reason-hint = Le client la lit.
desk-reclassify-send = Changer
desk-edition-suspended = { $edition }, suspendue
desk-fact-language = Langue
desk-fact-answers = Réponses
desk-fact-suggested = Proposée
desk-fact-rating = Questionnaire
desk-rated = { $rating } – { $words }
desk-appealed = Le client conteste le changement de priorité. La décision revient à une autre personne que celle qui l’a changée.
desk-context = Contexte
desk-effect-no-access = pas d’accès
desk-effect-collaboration = travail en commun impossible
desk-effect-designed = pas comme prévu
desk-effect-wished = pas comme souhaité
desk-reach-one = une personne
desk-reach-many = beaucoup de personnes
desk-workaround-none = aucun contournement
desk-workaround-not-acceptable = aucun contournement acceptable
desk-workaround-acceptable = contournement possible
desk-workaround-not-needed = contournement inutile
desk-articles = Articles
desk-insert = Insérer
desk-insert-of = Insérer « { $title } » dans la réponse
desk-others = Autres dossiers de cette personne
desk-ways = Parties de ce dossier

## Keys
keys-title = Raccourcis clavier
keys-next = Suivant
keys-previous = Précédent
keys-open = Ouvrir
keys-answer = Répondre
keys-note = Note interne
keys-assign = Confier
keys-resolve = Clore avec un résultat
keys-search = Rechercher
keys-queue = Retour à la liste
keys-help = Afficher les raccourcis clavier
keys-need-scripts = Ces raccourcis fonctionnent si JavaScript est activé.
keys-close = Fermer

## Figures
figures-title = Chiffres
figures-lead =
    { $days ->
       *[other] Les dossiers des { $days } derniers jours, comparés à ce qui était promis.
    }
figures-answers = Premières réponses dans les délais
figures-answer-time = Délai médian de réponse
figures-solutions = Résolus dans les délais
figures-solution-time = Délai médian de résolution
figures-target = Objectif : { $span }
figures-target-hours = Objectif : { $span }, les deux en heures ouvrées
figures-weeks = Premières réponses dans les délais, semaine par semaine
figures-week = Semaine du
figures-solved-weeks = Résolus dans les délais, semaine par semaine
figures-ratings = Questionnaire
figures-none = –
figures-kept = { $kept } sur { $due } ({ $percent } %)
figures-percent = { $percent } %
figures-rated = { $count } ({ $percent } %)
figures-no-ratings = Personne n’a encore répondu.
