# L’état des services : la page d’état, la ligne des autres pages, le bureau des incidents, les abonnements.

status-title = État des services
status-see = État de tous les services
status-calm = Tous les services fonctionnent
status-now-maintenance = Une maintenance annoncée est en cours
status-now-minor = Certains services sont plus lents que d’habitude
status-now-major = Certains services sont perturbés
status-now-critical = Certains services sont interrompus
status-lead = Ce qui fonctionne maintenant, ce sur quoi nous travaillons et ce qui s’est passé ces { $days } derniers jours.
status-no-services = Aucun service n’est encore suivi. Ils apparaissent ici dès que portal.toml les nomme.

## États, étapes et gravité
state-operational = Opérationnel
state-maintenance = En maintenance
state-degraded = Plus lent que d’habitude
state-partial = Partiellement perturbé
state-major = Interrompu
stage-investigating = Analyse en cours
stage-identified = Cause trouvée
stage-monitoring = Corrigé, sous surveillance
stage-resolved = Résolu
stage-postmortem = Bilan
stage-scheduled = Annoncée
stage-in-progress = En cours
stage-verifying = En vérification
stage-completed = Terminée
stage-called-off = Annulée
impact-none = Sans effet
impact-maintenance = Maintenance
impact-minor = Mineur
impact-major = Majeur
impact-critical = Critique

## La page d’état
status-open = En ce moment
status-services = Services
status-group-other = Autres services
status-ahead = Maintenances annoncées
status-ahead-none = Aucune maintenance n’est annoncée.
status-past = Précédemment
status-past-none = Aucun incident ces { $days } derniers jours.
status-uptime = Disponible { $percent } % du temps sur { $days } jours
status-uptime-none = Suivi depuis aujourd’hui
status-history = { $service }, ces { $days } derniers jours
status-days-ago =
    { $days ->
        [one] il y a { $days } jour
       *[other] il y a { $days } jours
    }
status-today = Aujourd’hui
status-day = { $date } (UTC) : { $state }, { $length }
status-days =
    { $count ->
        [one] { $count } jour perturbé
       *[other] { $count } jours perturbés
    }
status-days-none = Aucune perturbation en { $days } jours
status-col-day = Jour (UTC)
status-col-state = État le plus grave
status-col-length = Durée
status-minutes = { $minutes } min
status-hours = { $hours } h { $minutes } min
status-moment = { $date } à { $time } UTC
status-paused = Résolu entre-temps
status-span = { $from } – { $until }
status-began = Début : { $when }
status-lasted = Durée : { $length }
status-affects = Services touchés : { $services }
status-only-in = Disponible uniquement dans cette langue : { $languages }
status-updates = Déroulement
status-legend = Les barres plus hautes signalent les jours perturbés ; le tableau sous chaque ligne en donne la durée.
status-source-failing = La page d’état que nous consultons est injoignable. Voici ce qu’elle indiquait le { $when }.
status-source-never = La page d’état que nous consultons n’a pas encore pu être jointe : nous ne pouvons pas dire dans quel état sont les services.
status-source-link = L’ouvrir directement
status-source-open = Ouvrir cette page d’état
status-as-of = { $sentence } (état au { $when })
status-now-unknown = L’état des services est inconnu en ce moment

## Un incident
status-incident-page = Incident
status-maintenance-page = Maintenance
status-for-you = Pour les clients de l’assistance
status-workaround = Ce que vous pouvez faire en attendant
status-credit = Crédit de service
status-report = Rapport d’incident
status-affected-title = Cela vous arrive aussi ?
status-affected-text = Dites-le-nous d’un clic. Cela nous aide à voir jusqu’où va la perturbation ; aucune information sur vous n’est conservée.
status-affected-action = Cela me concerne
status-affected-count =
    { $count ->
        [one] { $count } personne se dit concernée.
       *[other] { $count } personnes se disent concernées.
    }
status-affected-thanks = Merci, c’est pris en compte.
status-affected-again = C’était déjà pris en compte. Merci.
status-affected-over = C’est terminé : nous ne comptons plus.
status-affected-elsewhere = Cette information vient d’une autre page d’état : ici, nous ne comptons pas.

## S’abonner
follow-title = Suivre l’état des services
follow-text = Nous vous écrivons quand quelque chose ne va pas, quand c’est rétabli et avant une maintenance. Rien d’autre.
follow-email = Votre adresse e-mail
follow-components = Quels services ?
follow-components-hint = Sans rien cocher, vous recevez les notifications de tous les services.
follow-submit = Recevoir les notifications
follow-asked-title = Consultez votre messagerie
follow-asked-text = Si l’adresse est exacte, un message contenant un lien est en route. Les envois commencent une fois que vous avez ouvert ce lien et confirmé ; il est valable deux jours.
follow-bad-email = Saisissez une adresse complète, par exemple nom@example.org.
follow-no-component = Les services que vous aviez choisis n’existent plus. Choisissez à nouveau.
follow-wait = Cela fait beaucoup de demandes. Réessayez dans { $minutes } min.
follow-feeds = Ou dans un lecteur de flux ou un agenda :
follow-atom = Atom
follow-rss = RSS
follow-calendar = Calendrier des maintenances (iCalendar)
follow-no-mail = Ce centre d’aide n’envoie pas encore d’e-mails. Les flux ci-dessous donnent les mêmes informations.
follow-elsewhere-title = Nous n’envoyons pas de notifications nous-mêmes
follow-elsewhere = Ces informations viennent d’une autre page d’état. Pour recevoir les notifications par e-mail, abonnez-vous sur cette page.
follow-page-title = Vos notifications sur l’état des services
follow-page-confirm = Confirmez l’envoi des notifications à { $email }.
follow-page-confirmed = Les notifications sont envoyées à { $email }.
follow-page-gone-title = Ce lien n’est plus valable
follow-page-gone-text = L’abonnement n’a pas été confirmé à temps, ou il a pris fin. Vous pouvez en demander un nouveau sur la page d’état.
follow-page-submit-confirm = Confirmer
follow-page-submit-save = Enregistrer
follow-page-saved = Enregistré. Nous vous écrirons désormais.
follow-page-end-title = Ne plus rien recevoir
follow-page-end-text = En un clic, votre adresse est effacée.
follow-page-end-submit = Se désabonner
follow-page-ended-title = Vous ne recevrez plus rien
follow-page-ended-text = Votre adresse a été effacée.

## E-mails de l’état des services
status-mail-confirm-subject = Confirmez les notifications de { $portal }
status-mail-confirm-text = Quelqu’un, sans doute vous, a demandé à suivre l’état des services. Si c’est vous, confirmez-le ; sinon, il n’y a rien à faire et vous ne recevrez rien d’autre.
status-mail-confirm-action = Confirmer
status-mail-confirm-after = Le lien est valable deux jours.
status-mail-subject = { $stage } : { $title }
status-mail-services = Services : { $services }
status-mail-action = Tout lire
status-mail-end = Vous recevez ce message parce que vous suivez l’état des services de { $portal }.
status-mail-end-action = Modifier ou arrêter ces notifications :

## Ce que les maintenances disent d’elles-mêmes
maintenance-begins = La maintenance annoncée a commencé.
maintenance-ends = La maintenance annoncée est terminée.

## Le bureau
desk-status-title = Incidents et maintenances
desk-status-lead = Ce que vous écrivez ici paraît aussitôt sur la page d’état et part vers toutes les personnes qui la suivent.
desk-status-link = Incidents et maintenances
desk-status-not-yours = L’assistance et l’exploitation rédigent les incidents ; vous pouvez les lire sur la page d’état.
desk-status-elsewhere = L’état des services provient de { $address }. C’est là qu’il se modifie, pas ici.
desk-status-orphans = { $name } n’est plus dans portal.toml, mais un incident en cours le mentionne. Résolvez l’incident ou rétablissez le service.
desk-status-none = Aucun incident en cours, aucune maintenance annoncée.
desk-status-new = Ouvrir un incident
desk-status-new-maintenance = Annoncer une maintenance
desk-status-update = Écrire une mise à jour
desk-status-reopen = Cet incident est résolu. Une mise à jour avec une étape antérieure le rouvre ; indiquez alors quels services sont de nouveau touchés. Ses dossiers en sont informés, et ceux qui ont été clos avec lui sont rouverts.
desk-status-words = Traductions et détails
desk-status-heading = Titre
desk-status-heading-hint = Ce que les gens remarquent, en quelques mots.
desk-status-body = Texte
desk-status-body-hint = Ce que les gens remarquent, ce que nous faisons, quand nous écrirons à nouveau.
desk-status-language-missing = manquant
desk-status-component-states = Effet sur les services
desk-status-unchanged = Non touché
desk-status-impact = Gravité
desk-status-impact-auto = D’après l’état des services
desk-status-stage = Étape
desk-status-call-off = Annuler la maintenance
desk-status-at = Quand (UTC)
desk-status-at-hint = Laissez vide pour maintenant.
desk-status-begins = Début (UTC)
desk-status-ends = Fin (UTC)
desk-status-announce = Prévenir tous ceux qui suivent l’état des services
desk-status-open-submit = Ouvrir l’incident
desk-status-schedule-submit = Annoncer
desk-status-update-submit = Publier la mise à jour
desk-status-words-submit = Enregistrer
desk-status-words-of = Enregistrer : { $part }
desk-status-see = Voir sur la page d’état
desk-status-done = Publié.
desk-status-saved = Enregistré.
desk-status-edit = Modifier
desk-status-update-of = Mise à jour : { $when }
desk-status-entitled-hint = Visible seulement par les personnes qui ont accès à l’assistance.
refusal-no-title = Écrivez un titre dans au moins une langue.
refusal-long-title = Le titre dépasse { $limit } caractères. Les détails vont dans le texte.
refusal-no-body = Écrivez un texte dans au moins une langue.
refusal-long-body = Un texte dépasse { $limit } caractères. Raccourcissez-le.
refusal-no-component = Indiquez quels services sont touchés.
refusal-nothing-affected = Indiquez quels services sont de nouveau touchés.
refusal-repeated-component = { $name } figure plusieurs fois. Indiquez un seul état.
refusal-unknown-component = { $name } n’est pas un service de portal.toml.
refusal-ends-before = La fin ({ $ends }) précéderait le début ({ $begins }). Donnez une fin plus tardive.
refusal-order = La dernière mise à jour date du { $last }. Celle-ci doit être postérieure.
refusal-ahead = Cette date est à venir ({ $when }). Seules les maintenances s’annoncent à l’avance.
refusal-long-ago = Cette date remonte à plus d’un an ({ $when }). Vérifiez-la ; ce qui est plus ancien ne s’écrit plus ici.
refusal-behind = Elle serait déjà terminée ({ $when }). Annoncez ce qui est à venir.
refusal-no-begin = Indiquez quand elle commence.
refusal-no-end = Indiquez quand elle se termine.
refusal-first = « { $stage } » ne peut pas être la première étape d’un incident.
refusal-impact-maintenance = La gravité d’une maintenance annoncée est toujours « Maintenance ».
refusal-impact-incident = La gravité « Maintenance » est réservée aux maintenances annoncées. Choisissez-en une autre.
refusal-stage = « { $next } » ne peut pas suivre « { $last } ». Choisissez une autre étape ou ouvrez un nouvel incident.
refusal-time = Ce n’est pas une date avec une heure. Écrivez-la ainsi : 2026-11-23T14:30.
refusal-meanwhile = Quelqu’un a écrit une mise à jour entre-temps. Lisez-la, puis envoyez la vôtre à nouveau.
