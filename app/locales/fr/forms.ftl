# Forms, on every page that has one.

form-errors-title = À corriger avant de continuer
form-error-sign = Erreur :
form-error-title = Erreur : { $title }
copy = Copier
copy-done = Copié
