# Signing in, a forgotten password, and help for people whose address is a personal one.

## Signing in
sign-in-title = Se connecter
sign-in-lead = Les administrateurs d’une édition payante accèdent au téléphone, au chat et à l’e-mail une fois connectés.
sign-in-lead-cases = Vos dossiers s’ouvrent une fois que vous êtes connecté avec le compte qui a posé la question.
sign-in-lead-desk = L’espace de l’équipe s’ouvre aux personnes qui travaillent pour ce centre d’aide, une fois connectées.
sign-in-email = Adresse e-mail
sign-in-password = Mot de passe
sign-in-submit = Se connecter
sign-in-forgotten = J’ai oublié mon mot de passe
sign-in-personal = Mon adresse est personnelle
sign-in-no-password = Saisissez votre mot de passe.
sign-in-mismatch = Cette adresse et ce mot de passe ne correspondent pas. Vérifiez les deux, puis réessayez. En cas de doute sur le mot de passe, vous pouvez en choisir un nouveau.
sign-in-wait-title = Cela fait beaucoup de tentatives
sign-in-wait =
    { $minutes ->
        [one] Pour que personne ne devine un mot de passe à force d’essais, patientez environ une minute avant de réessayer. Rien n’est bloqué.
       *[other] Pour que personne ne devine un mot de passe à force d’essais, patientez environ { $minutes } minutes avant de réessayer. Rien n’est bloqué.
    }
sign-in-personal-title = Cette adresse semble personnelle
sign-in-personal-text = Les comptes d’assistance ont en général une adresse de leur organisation. Avec une adresse personnelle, les articles et le forum vous aident, sans vous connecter.
sign-in-personal-action = Aide pour les comptes personnels
email-empty = Saisissez votre adresse e-mail.
email-too-long = C’est trop long pour une adresse e-mail. Vérifiez que rien d’autre n’a été collé avec.
email-not-ascii = Cette adresse contient une lettre ou un signe qui n’est pas accepté ici. Saisissez-la plutôt que de la coller : un accent ou une lettre pleine chasse passe facilement inaperçu.
email-malformed = Une adresse e-mail a la forme nom@example.org. Vérifiez qu’il n’y manque rien et qu’elle ne contient pas d’espace.
signed-out-title = Votre session est fermée
signed-out-text = Sur un ordinateur partagé, fermez aussi la fenêtre du navigateur.
password-changed-title = Votre nouveau mot de passe est enregistré
password-changed-text = Tous les navigateurs connectés à votre compte ont été déconnectés. Connectez-vous avec le nouveau mot de passe.

## Forgotten password
forgotten-title = Choisir un nouveau mot de passe
forgotten-lead = Saisissez l’adresse avec laquelle vous vous connectez. Nous vous envoyons un lien pour choisir un nouveau mot de passe.
forgotten-submit = Envoyer le lien
forgotten-sent-title = Consultez votre messagerie
forgotten-sent-text =
    { $minutes ->
        [one] S’il existe un compte avec cette adresse, un message est en route. Le lien qu’il contient fonctionne une seule fois, pendant une minute.
       *[other] S’il existe un compte avec cette adresse, un message est en route. Le lien qu’il contient fonctionne une seule fois, pendant { $minutes } minutes.
    }
forgotten-sent-nothing = Rien après quelques minutes ? Regardez dans le courrier indésirable, vérifiez l’orthographe de l’adresse ou demandez de nouveau le lien.
forgotten-again = Utiliser une autre adresse
forgotten-back = Revenir à la connexion
forgotten-no-mail-title = Ce centre d’aide ne peut pas envoyer de messages
forgotten-no-mail-text = Demandez à la personne qui le gère un lien pour choisir un nouveau mot de passe. Elle peut en créer un pour votre compte immédiatement.
forgotten-wait =
    { $minutes ->
        [one] Des liens ont été demandés plusieurs fois. Patientez environ une minute avant d’en demander un autre ; le dernier fonctionne encore.
       *[other] Des liens ont été demandés plusieurs fois. Patientez environ { $minutes } minutes avant d’en demander un autre ; le dernier fonctionne encore.
    }

## New password
reset-title = Votre nouveau mot de passe
reset-lead = Tous les navigateurs connectés à votre compte seront déconnectés.
reset-password = Nouveau mot de passe
password-hint = De { $min } à { $max } caractères. Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner.
reset-submit = Enregistrer le mot de passe
reset-expired-title = Ce lien ne fonctionne plus
reset-expired-text = Un lien fonctionne une seule fois et peu de temps. Vous en avez peut-être demandé un plus récent ou déjà utilisé celui-ci. Votre compte est inchangé.
reset-expired-action = Recevoir un nouveau lien
password-missing = Saisissez un nouveau mot de passe.
password-too-short =
    { $min ->
        [one] Utilisez au moins { $min } caractère.
       *[other] Utilisez au moins { $min } caractères.
    }
password-too-long =
    { $max ->
        [one] Utilisez au plus { $max } caractère.
       *[other] Utilisez au plus { $max } caractères.
    }
password-weak-common = Beaucoup de gens utilisent ce mot de passe ou un autre très proche : c’est l’un des premiers essayés. Choisissez des mots que personne ne mettrait ensemble.
password-weak-personal = On peut le deviner à partir de votre nom, de votre adresse ou de votre organisation. Choisissez des mots sans rapport avec vous.
password-weak-word = Un seul mot se devine vite. Ajoutez-en deux ou trois sans rapport avec lui.
password-weak-name = Les noms se devinent vite. Ajoutez deux ou trois mots sans rapport avec eux.
password-weak-keyboard = Des touches voisines se devinent vite. Choisissez plutôt quelques mots sans rapport entre eux.
password-weak-repeat = Ce qui se répète se devine vite, quelle que soit la longueur. Choisissez plutôt quelques mots différents.
password-weak-sequence = Les suites comme abcd ou 6543 se devinent vite. Choisissez plutôt quelques mots sans rapport entre eux.
password-weak-date = Les dates et les années se devinent vite. Choisissez plutôt quelques mots sans rapport entre eux.
password-weak-short = Ce mot de passe se devine vite. Allongez-le : un ou deux mots de plus suffisent.

## Help for personal addresses
personal-title = Aide pour les comptes personnels
personal-lead = Un compte personnel n’a pas besoin de contrat d’assistance : presque tout trouve sa réponse ici, et l’on s’entraide sur le forum.
personal-first = Par où commencer
personal-gets = Ce que comprend un compte personnel
personal-gets-text = Tous les articles, la recherche, le forum et la page d’état vous sont ouverts, gratuitement et sans vous connecter.
personal-gets-not = Le téléphone, le chat et l’e-mail font partie des éditions payantes pour les organisations. C’est pourquoi une adresse personnelle n’y donne pas accès.
personal-admin = Si vous gérez une organisation
personal-admin-text = Connectez-vous avec le compte d’administrateur qui sert à gérer les services de votre organisation. Son adresse se termine en général par le nom de l’organisation, et non par celui d’un fournisseur de messagerie.
personal-admin-action = Se connecter comme administrateur

## Header
header-account = Compte
header-account-of = Compte : { $name }
header-account-page = Votre compte
header-organisations = Changer d’organisation
header-desk = Espace de l’équipe
header-sign-out = Se déconnecter
