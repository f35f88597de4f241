# Ce que les pages du portail disent du forum.

forum-results-title = Sur le forum
forum-results-jump = Sur le forum : { $count }
forum-results-elsewhere = D’autres ont peut-être posé la même question. Les messages y sont écrits par des personnes qui utilisent le produit, et non par nous.
forum-results-later = Recherche sur le forum…
forum-results-count =
    { $count ->
        [one] { $count } sujet, écrit par des personnes qui utilisent le produit, et non par nous
       *[other] { $count } sujets, écrits par des personnes qui utilisent le produit, et non par nous
    }
forum-results-none = Aucun sujet n’y contient encore ces mots.
forum-results-nothing = Le forum ne répond pas en ce moment. Vous pouvez y chercher vous-même.
forum-results-search = Rechercher sur le forum
forum-topic-answered = Résolu
forum-topic-closed = Fermé
forum-topic-replies =
    { $count ->
        [0] Pas encore de réponse
        [one] { $count } réponse
       *[other] { $count } réponses
    }
forum-topic-last = Dernier message le { $date }
forum-top-title = Les sujets les plus lus du forum
