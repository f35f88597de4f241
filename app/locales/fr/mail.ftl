# Mail that the portal sends.

mail-greeting = Bonjour { $name },
mail-reset-subject = Choisissez un nouveau mot de passe pour { $portal }
mail-reset-text = Quelqu’un, sans doute vous, a demandé un lien pour choisir un nouveau mot de passe pour votre compte.
mail-reset-action = Choisir un nouveau mot de passe
mail-reset-valid =
    { $minutes ->
        [one] Le lien fonctionne une seule fois, pendant une minute.
       *[other] Le lien fonctionne une seule fois, pendant { $minutes } minutes.
    }
mail-reset-ignore = Si ce n’était pas vous, vous n’avez rien à faire : sans ce lien, votre mot de passe reste le même.
mail-changed-subject = Votre mot de passe pour { $portal } a été changé
mail-changed-text = Le mot de passe de votre compte vient d’être changé, et tous les navigateurs ont été déconnectés.
mail-changed-not-you = Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe et prévenez la personne qui gère ce centre d’aide.
mail-automatic = { $portal } a envoyé ce message automatiquement. Les réponses ne sont pas lues.
