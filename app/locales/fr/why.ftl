# Why a result stands where it stands: shown to staff, under each hit.

why-title = Pourquoi ce résultat
why-word = Mot
why-matched = Trouvé
why-by = Comment
why-field = Où
why-score = Points
why-besides = Compte aussi :
why-by-exact = tel quel
why-by-stem = autre forme
why-by-prefix = début du mot
why-by-typo = faute probable
why-by-synonym = synonyme
why-by-part = partie d’un mot composé
why-field-title = titre
why-field-heading = intertitre
why-field-keywords = mots-clés
why-field-description = description
why-field-body = texte
