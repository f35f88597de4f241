# Words of the interface. Every message stands in every locale; the build fails otherwise.

## Frame
skip-to-content = Aller au contenu
home-link = { $name } : accueil
nav-label = Navigation principale
nav-articles = Articles d’aide
nav-policies = Règles d’assistance
nav-contact = Contact
nav-status = État
menu = Menu
language-label = Langue
theme-label = Apparence
theme-auto = Selon le système
theme-light = Clair
theme-dark = Sombre
breadcrumbs-label = Vous êtes ici
# Between the names of a list.
list-separator = { ", " }
colon = { "\u00A0: " }
footer-label = À propos de ce centre d’aide
footer-forum = Forum
footer-imprint = Mentions légales
footer-privacy = Confidentialité

## Search box
search-label = Rechercher dans le centre d’aide
search-placeholder = Décrivez le problème
search-button = Rechercher
search-all = Voir tous les résultats pour « { $query } »
search-ask-forum = Demander à la communauté
search-group-articles = Articles
search-group-categories = Thèmes
search-announce = Suggestions : { $count }
search-announce-none = Aucune suggestion

## Home
home-title = Comment pouvons-nous vous aider ?
home-topics = Parcourir par thème
home-featured = Les articles les plus utiles
home-ways = Autres façons d’obtenir de l’aide
way-forum-title = Demander à la communauté
way-forum-text = Ouvert à tout le monde. Des personnes qui utilisent { $organisation } chaque jour y répondent, et nous aussi.
way-forum-action = Aller au forum
way-policies-text = Qui peut nous joindre, comment se mesure l’urgence, et ce qui se passe une fois que vous avez écrit.
way-policies-action = Lire les règles
way-contact-title = Contacter l’assistance
way-contact-text = Téléphone, chat et e-mail pour les administrateurs des éditions payantes.
way-contact-action = Voir comment nous joindre
category-more = Tous les articles ({ $count })
category-count =
    { $count ->
        [0] Pas encore d’article
        [one] { $count } article
       *[other] { $count } articles
    }
home-empty-title = Le premier article reste à venir
home-empty-text = Placez des fichiers Markdown dans le dossier de contenu, avec un dossier par langue : ils apparaissent ici dès qu’ils sont enregistrés.

## Categories and articles
categories-title = Articles d’aide
categories-text = Tous les articles, par thème.
category-empty = Rien n’a encore été écrit à ce sujet.
article-updated = Mis à jour le { $date }
article-minutes =
    { $minutes ->
        [one] { $minutes } minute de lecture
       *[other] { $minutes } minutes de lecture
    }
article-about = Concerne : { $services }
article-toc = Sur cette page
article-enlarge = Agrandir : { $image }
article-enlarged-close = Fermer
article-related = Articles liés
article-languages = Lire cet article en
article-audience-customers = Pour les personnes dont l’édition est payante
article-audience-admins = Pour les administrateurs d’une édition payante
article-fallback-title = Cet article n’est pas encore disponible dans votre langue ({ $language })
article-fallback-text = Langue affichée : { $original }.
article-stale-title = Cette traduction n’est plus à jour
article-stale-text = L’original a été modifié le { $date }. Certaines étapes peuvent différer.
article-stale-link = Lire l’original
article-anchor = Lien vers cette section
article-back-to-text = Retour au texte
article-task-done = Fait
article-task-to-do = À faire
still-stuck-title = Toujours pas résolu ?
still-stuck-text = Pour certains problèmes, mieux vaut l’aide d’une personne. Choisissez ce qui vous convient.
callout-note = Remarque
callout-tip = Astuce
callout-important = Important
callout-warning = Avertissement
callout-caution = Attention

## Search results
results-title = Recherche
results-title-query = Résultats pour « { $query } »
results-count =
    { $count ->
        [0] Aucun article trouvé
        [one] { $count } article trouvé
       *[other] { $count } articles trouvés
    }
results-corrected = Résultats affichés pour « { $corrected } ».
results-literal = Rechercher plutôt « { $query } »
results-filter = Thème
results-filter-all = Tous les thèmes
results-section = Dans la section « { $section } »
results-pages = Pages de résultats
results-previous = Page précédente
results-next = Page suivante
results-page = Page { $page } sur { $pages }
results-empty-query-title = Que cherchez-vous ?
results-empty-query-text = Quelques mots suffisent : ce que vous voulez faire, ou le message qui s’affiche.
results-none-title = Aucun résultat pour « { $query } »
results-none-text = Nous avons cherché dans tous les articles, y compris d’autres formes de vos mots et les fautes de frappe probables.
results-none-hints = Ce qui aide souvent : moins de mots, un autre mot pour la même chose, ou le texte exact de l’erreur.
results-none-here-title = Aucun résultat pour « { $query } » dans le thème { $category }
results-none-here-text =
    { $count ->
        [one] { $count } article d’un autre thème correspond.
       *[other] { $count } articles d’autres thèmes correspondent.
    }
results-none-category = Rechercher dans tous les thèmes
results-browse = Ou parcourez par thème
results-error-title = La recherche ne répond pas
results-error-text = Les articles sont bien là ; seule la recherche est surchargée ou indisponible. Veuillez réessayer dans une minute, ou parcourir par thème.
results-retry = Réessayer

## Support policies
policies-text = Qui peut nous joindre, comment nous décidons de ce qui passe en premier, et comment se termine une demande.
policies-audiences = Qui a droit à quelle assistance
policies-entitled = Téléphone, chat et e-mail compris
policies-priorities = Priorités
policies-priorities-text = Chaque demande reçoit l’une des quatre priorités.
policies-col-priority = Priorité
policies-col-meaning = Signification
policies-col-example = Exemple
policies-col-first-response = Première réponse
policies-response-times = Quand vous recevez une réponse
policies-investigation = Quand il faut chercher plus loin
policies-evidence = Ce qui nous aide le plus
policies-outcomes = Comment se termine une demande
policies-questionnaire = Et ensuite
policies-providers = Qui vous répond
policies-related = En savoir plus

## Problems
problem-not-found-title = Page introuvable
problem-not-found-text = L’adresse est peut-être ancienne ou mal saisie. Si l’article a été déplacé, une recherche sur son titre permet en général de le retrouver.
problem-no-case-title = Dossier introuvable
problem-no-case-text = Aucun dossier ne porte cette référence, ou il ne vous est pas ouvert. Vérifiez la référence dans l’e-mail de confirmation, et que vous êtes connecté avec le compte qui a posé la question.
problem-no-case-desk = Aucun dossier ne porte cette référence. Vérifiez-la auprès de la personne qui vous l’a donnée, ou cherchez le dossier dans l’espace de l’équipe.
problem-bad-request-title = Nous n’avons pas pu lire cette adresse
problem-bad-request-text = Elle contient un élément mal formé. Repartez du centre d’aide, ou recherchez ce qu’il vous faut.
problem-internal-title = Quelque chose n’a pas fonctionné de notre côté
problem-internal-text = L’incident est enregistré. Veuillez réessayer dans un instant ; s’il se répète, transmettez-nous le code ci-dessous.
problem-method-not-allowed-title = Cette action n’est pas possible à cette adresse
problem-method-not-allowed-text = Revenez en arrière et utilisez le bouton ou le lien de la page.
problem-too-large-title = C’était trop à la fois
problem-too-large-text = Raccourcissez votre envoi, puis réessayez.
problem-entitlement-title = Page réservée aux administrateurs des éditions payantes
problem-entitlement-text = La page de contact indique comment y accéder, et ce qui peut vous aider d’ici là.
problem-timeout-title = L’envoi a pris trop de temps
problem-timeout-text = La connexion est peut-être lente. Veuillez réessayer.
problem-sign-in-required-title = Connectez-vous d’abord
problem-sign-in-required-text = Cette page dépend d’un compte. Après la connexion, vous y reviendrez directement.
problem-forbidden-title = Cette page ne vous est pas ouverte
problem-forbidden-text = Vous êtes connecté, mais cette page s’adresse à d’autres personnes. Si vous pensez devoir y accéder, contactez les responsables de ce centre d’aide.
problem-cross-site-title = La demande venait d’un autre site
problem-cross-site-text = Pour votre sécurité, seules nos propres pages peuvent demander une modification. Ouvrez la page ici, puis réessayez.
problem-invalid-title = Le formulaire contient une erreur
problem-invalid-text = Revenez en arrière, corrigez ce qui est signalé et renvoyez le formulaire. Rien n’a été modifié.
problem-too-many-requests-title = Trop de tentatives en peu de temps
problem-too-many-requests-text = Patientez quelques minutes avant de réessayer. Rien n’est bloqué.
problem-storage-unavailable-title = Les comptes sont momentanément inaccessibles
problem-storage-unavailable-text = Les articles et la recherche continuent de fonctionner. Réessayez dans une minute : rien de ce que vous avez envoyé n’est perdu.
problem-again-title = Renvoyer votre texte
problem-again-text = Ce que vous avez écrit n’a pas été envoyé. Le texte se trouve ci-dessous et n’est conservé nulle part ailleurs : renvoyez-le dans un instant. Les fichiers sont à choisir de nouveau.
problem-again-form = Votre envoi n’a pas pu être pris en compte pour le moment. Vos réponses et fichiers précédents sont conservés, et vos derniers choix et textes repartent avec. Renvoyez le tout dans un instant : rien n’arrivera deux fois.
problem-again-label = Votre texte
problem-again-send = Renvoyer
problem-code = Code : { $code }
problem-home = Retour à l’accueil
