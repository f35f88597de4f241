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
mail-step-on-subject = Votre connexion à { $portal } se fait désormais en deux étapes
mail-step-on-text = À partir de maintenant, un code de votre application vous est demandé après le mot de passe.
mail-step-off-subject = Votre connexion à { $portal } se fait de nouveau en une étape
mail-step-off-text = La seconde étape a été désactivée : aucun code ne vous est plus demandé.
mail-codes-subject = Nouveaux codes de secours pour { $portal }
mail-codes-text = De nouveaux codes de secours ont été créés pour votre compte. Les précédents ne fonctionnent plus.
mail-step-not-you = Si ce n’était pas vous, changez tout de suite votre mot de passe, fermez toutes les sessions et prévenez la personne qui gère ce centre d’aide.
mail-account-action = Ouvrir mon compte
mail-automatic = { $portal } a envoyé ce message automatiquement. Les réponses ne sont pas lues.
