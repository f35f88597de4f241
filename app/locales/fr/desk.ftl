# L’espace de l’équipe : qui appelle, et le portail avec d’autres yeux.

desk-title = Espace de l’équipe
desk-lead = Vous utilisez le compte de { $name }, { $role }.
desk-role-agent = assistance
desk-role-editor = rédaction
desk-role-operator = exploitation
desk-here = Celles et ceux qui travaillent pour le centre d’aide trouvent ici leurs outils.
desk-pin-title = Qui appelle ?
desk-pin-text = Demandez le PIN affiché sur la page de contact de la personne. Il compte huit chiffres et vaut { $minutes } minutes.
desk-pin-label = Code
desk-pin-hint = Huit chiffres ; les espaces ne comptent pas.
desk-pin-submit = Vérifier
desk-pin-malformed = Saisissez les huit chiffres.
desk-pin-not-valid = Ce PIN n’est pas valable. Il a peut-être expiré, ou un chiffre a été mal compris. Demandez à la personne d’en obtenir un nouveau sur la page de contact.
desk-pin-wait =
    { $minutes ->
        [one] Trop de PIN erronés. Veuillez attendre une minute avant le prochain.
       *[other] Trop de PIN erronés. Veuillez attendre { $minutes } minutes avant le prochain.
    }
desk-pin-not-yours = Les PIN sont vérifiés ici par l’assistance et l’exploitation.
desk-caller-title = Au téléphone : { $name }
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
desk-caller-administrator = Administration
desk-caller-member = Membre
desk-caller-staff = Travaille pour ce centre d’aide
desk-caller-valid =
    { $minutes ->
        [one] Le PIN vaut encore { $minutes } minute.
       *[other] Le PIN vaut encore { $minutes } minutes.
    }
desk-view-title = Voir le portail comme quelqu’un d’autre
desk-view-text = Les pages, la recherche et l’API vous répondent alors comme elles répondraient à cette personne. Vous gardez votre propre session ; une barre sur chaque page vous ramène.
desk-view-label = En tant que
desk-view-submit = Voir le portail
view-as-now = Vous voyez le portail comme { $kind }.
view-as-stop = Revenir à ma vue
view-as-anonymous = une personne non connectée
view-as-personal = une personne avec un compte personnel
view-as-free-member = un membre d’une organisation sous édition gratuite
view-as-free-administrator = un administrateur d’une organisation sous édition gratuite
view-as-paid-member = un membre d’une organisation sous édition payante
view-as-paid-administrator = un administrateur d’une organisation sous édition payante
view-as-suspended = un administrateur d’une organisation suspendue
