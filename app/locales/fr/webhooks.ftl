# Webhooks d’état des services que chacun ajoute pour soi.

follow-webhooks = Webhooks
webhooks-title = Vos webhooks
webhooks-lead = Chaque webhook reçoit en JSON signé (Standard Webhooks) les nouvelles des incidents et des maintenances.
webhooks-new = Ajouter un webhook
webhooks-url = Adresse
webhooks-url-hint = L’adresse où écoute votre programme ; elle commence par https://
webhooks-add = Ajouter
webhooks-bad-address = Saisissez une adresse complète qui commence par https:// et ne contient pas de mot de passe.
webhooks-private = Cette adresse appartient à un réseau privé. Saisissez-en une qui soit accessible depuis Internet.
webhooks-full = Vous avez { $most } webhooks, le maximum. Mettez fin à l’un d’eux avant d’en ajouter un autre.
webhooks-answered = L’adresse a répondu { $status } au test. Elle doit répondre par un code de 200 à 299.
webhooks-no-answer = L’adresse n’a pas répondu au test. Vérifiez que votre programme fonctionne et que son certificat est valide.
webhooks-works = Le test est arrivé. Les nouvelles partent désormais vers cette adresse.
webhooks-again-done = Un nouvel envoi est en cours.
webhooks-ended = Le webhook a pris fin.
webhooks-secret = Le secret de ce webhook
webhooks-secret-text = Copiez-le maintenant, il ne sera plus affiché. Il permet à votre programme de vérifier la signature de chaque message.
webhooks-secret-overlap = Pendant { $hours } heures, les messages sont aussi signés avec l’ancien secret : l’en-tête webhook-signature contient alors plusieurs signatures, séparées par des espaces.
webhooks-active = Actif
webhooks-untested = Non testé
webhooks-untested-text = Envoyez un test. Les nouvelles partiront vers cette adresse dès qu’elle y aura répondu.
webhooks-all-services = Tous les services
webhooks-action-of = { $action } : { $address }
webhooks-test = Envoyer un test
webhooks-rotate = Nouveau secret
webhooks-end = Mettre fin
webhooks-log = Ce qui a été envoyé
webhooks-log-when = Quand
webhooks-log-what = Sujet
webhooks-log-tries = Essais
webhooks-log-answer = Réponse
webhooks-log-outcome = Résultat
webhooks-log-test = Test
webhooks-arrived = Arrivé
webhooks-waits = Nouvel essai :
webhooks-given-up = Abandonné
webhooks-again = Renvoyer

## Bureau des conseillers
desk-webhooks-title = Webhooks
desk-webhooks-text = Destinataires ajoutés par des personnes ou par l’exploitant. De leur adresse, seul l’hôte est affiché.
desk-webhooks-operator = Exploitant
desk-webhooks-end-of = Mettre fin au webhook vers { $host } ({ $owner })
desk-webhooks-ended = Le webhook a pris fin.
