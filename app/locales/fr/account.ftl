# One's own account: password, second step, sessions, organisation; and signing in through an identity provider.

## Signing in through a provider
sign-in-providers = Ou connectez-vous autrement
sign-in-provider = Continuer avec { $name }

## Signing in through a provider that did not come to an end
provider-unreachable-title = { $name } ne répond pas
provider-unreachable-text = Votre compte n’est pas en cause. Réessayez dans quelques minutes ou connectez-vous autrement.
provider-untrusted-title = { $name } a donné une réponse à laquelle nous ne pouvons pas nous fier
provider-untrusted-text = Par sécurité, nous ne vous avons pas connecté. Réessayez une fois ; si cela se reproduit, prévenez les responsables de ce centre d’aide.
provider-declined-title = La connexion avec { $name } n’a pas abouti
provider-declined-text = Vous avez annulé, ou votre compte chez ce fournisseur ne peut pas servir ici. Rien n’a été modifié.
provider-stale-title = Cette connexion n’est plus valable
provider-stale-text = Elle a pris plus de dix minutes, était déjà terminée ou avait commencé dans un autre navigateur. Recommencez à partir d’ici.
provider-unverified-title = Votre adresse e-mail n’est pas encore confirmée
provider-unverified-text = { $name } n’indique pas que cette adresse est bien la vôtre. Confirmez-la d’abord là-bas, puis reconnectez-vous.
provider-address-taken-title = Un compte existe déjà avec votre adresse
provider-address-taken-text = { $name } n’est pas autorisé à l’ouvrir. Connectez-vous avec votre mot de passe ; les responsables de ce centre d’aide peuvent autoriser { $name } pour les adresses de votre organisation.
provider-suspended-title = Ce compte est suspendu
provider-suspended-text = Il ne permet pas de se connecter pour le moment. Si vous pensez qu’il s’agit d’une erreur, écrivez à la personne qui vous a ouvert ce compte.
provider-again = Réessayer avec { $name }
provider-other-ways = Se connecter autrement
provider-set-password = Choisir un mot de passe

## The second step of signing in
second-factor-title = Saisissez votre code
second-factor-text = Ouvrez votre application d’authentification et saisissez le code qu’elle affiche pour ce portail.
second-factor-code = Code
second-factor-code-hint = Six chiffres
second-factor-continue = Continuer
second-factor-wrong = Ce code n’est pas le bon ou a déjà servi. Attendez le suivant et saisissez-le tel que l’application l’affiche.
second-factor-recovery-title = Saisissez un code de secours
second-factor-recovery-text = Chacun des codes de secours que vous avez reçus sert une seule fois.
second-factor-recovery-code = Code de secours
second-factor-recovery-hint = Quatre groupes de quatre caractères
second-factor-recovery-wrong = Ce code de secours n’est pas l’un des vôtres ou a déjà servi.
second-factor-use-recovery = Utiliser plutôt un code de secours
second-factor-use-app = Utiliser plutôt l’application d’authentification
second-factor-over-title = Reconnectez-vous
second-factor-over-text = La seconde étape a pris plus de dix minutes, ou trop de codes étaient erronés. Rien n’est bloqué.
second-factor-sign-in = Se connecter
second-factor-wait-title = Patientez avant le prochain code
second-factor-wait-text =
    { $minutes ->
        [one] Trop de codes erronés. Réessayez dans une minute. Rien n’est bloqué.
       *[other] Trop de codes erronés. Réessayez dans { $minutes } minutes. Rien n’est bloqué.
    }

## The account page
account-title = Votre compte
account-name = Nom
account-email = Adresse e-mail
account-organisation = Organisation
account-organisation-personal = Aucune : c’est un compte personnel
account-organisation-unchosen = Pas encore choisie
account-role-administrator = Administrateur
account-role-member = Membre
account-organisation-line = { $name } ({ $edition }), { $role }
account-organisation-choose = Choisir une organisation
account-staff = Équipe du centre d’aide
account-staff-waits = Activez la seconde étape pour reprendre votre travail
account-staff-waits-text = Ce portail demande à son équipe une seconde étape de connexion. Tant que vous ne l’avez pas activée, vous voyez ce que voit tout lecteur.

account-password = Mot de passe
account-password-text = Quand vous le changez, tous vos autres appareils sont déconnectés.
account-password-present = Mot de passe actuel
account-password-new = Nouveau mot de passe
account-password-save = Changer le mot de passe
account-password-none = Vous vous connectez par un fournisseur : il n’y a pas de mot de passe à changer.
account-password-set = Choisir un mot de passe par e-mail
account-password-wrong = Ce n’est pas votre mot de passe actuel.
account-password-changed = Votre mot de passe a été changé
account-password-changed-text = Tous vos autres appareils ont été déconnectés.
account-wait =
    { $minutes ->
        [one] Trop d’essais erronés. Réessayez dans une minute. Rien n’est bloqué.
       *[other] Trop d’essais erronés. Réessayez dans { $minutes } minutes. Rien n’est bloqué.
    }

account-factor = Seconde étape de connexion
account-factor-off = Désactivée. Une fois activée, la connexion demande aussi un code d’une application de votre téléphone : connaître votre mot de passe ne suffit plus pour se connecter.
account-factor-set-up = Configurer la seconde étape
account-factor-scan = Scannez ceci avec une application d’authentification
account-factor-open = L’ouvrir dans une application de cet appareil
account-factor-qr = QR code contenant la clé pour votre application d’authentification
account-factor-key = Si vous ne pouvez pas le scanner, saisissez cette clé dans l’application
account-factor-code = Code affiché en ce moment par l’application
account-factor-code-wrong = Ce code n’est pas le bon. Attendez le suivant et saisissez-le tel que l’application l’affiche.
account-factor-expired = La configuration a pris plus d’une demi-heure. Supprimez l’entrée de l’application et scannez le nouveau code.
account-factor-password = Votre mot de passe
account-factor-password-wrong = Ce n’est pas votre mot de passe.
account-factor-turn-on = Activer
account-factor-cancel = Annuler
account-factor-since = Activée depuis le { $date }.
account-factor-codes-left =
    { $count ->
        [0] Il ne reste aucun code de secours. Créez-en de nouveaux pour pouvoir vous connecter sans votre téléphone.
        [one] Il reste { $count } code de secours.
       *[other] Il reste { $count } codes de secours.
    }
account-factor-new-codes = Créer de nouveaux codes de secours
account-factor-new-codes-text = Ceux que vous avez cessent de fonctionner.
account-factor-turn-off = Désactiver la seconde étape
account-factor-turn-off-text = Votre mot de passe suffira ensuite pour vous connecter.
account-factor-turned-off = La seconde étape est désactivée
account-factor-turned-on = La seconde étape est activée
account-proof-code = Code de l’application ou code de secours
account-proof-code-wrong = Ce code n’est pas le bon ou a déjà servi.
account-codes-title = Vos codes de secours
account-codes-text = Chacun vous permet de vous connecter une fois sans votre téléphone. Conservez-les là où vous saurez les retrouver : ils ne sont affichés que cette fois.
account-codes-kept = Je les ai conservés

account-sessions = Vos connexions en cours
account-session-browser = { $browser } sur { $system }
account-session-unknown = Navigateur inconnu
account-session-here = Ce navigateur
account-session-began = Connexion : { $when }
account-session-seen = Dernière utilisation : { $when }
account-session-end = Déconnecter
account-session-end-of = Déconnecter { $browser }, connexion du { $when }
account-session-ended = Ce navigateur est déconnecté
account-sessions-end = Se déconnecter partout
account-sessions-end-text = Ce navigateur compris. Vous pouvez vous reconnecter aussitôt.

account-providers = Fournisseurs de connexion
account-providers-text = Vous pouvez aussi vous connecter par ces fournisseurs.

## Choosing an organisation
organisations-title = Pour quelle organisation ?
organisations-text = Vous faites partie de plusieurs organisations. Ce que vous voyez et les personnes que vous pouvez joindre dépendent de celle que vous choisissez.
organisations-legend = Organisation
organisations-continue = Continuer
organisations-missing = Choisissez l’organisation pour laquelle vous agissez.
organisations-none = Vous n’appartenez à aucune organisation : c’est un compte personnel.
organisations-back = Retour à votre compte
organisations-suspended = Suspendue
organisations-one = { $edition } · { $role }
