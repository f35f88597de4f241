# Cases: what somebody asked support, on pages and in mail.

## Mail
case-mail-subject = [{ $reference }] { $title }
case-mail-received = Nous avons bien reçu votre message « { $title } ». Un conseiller va le lire.
case-mail-reference = Sa référence est { $reference }. Indiquez-la si vous nous appelez.
case-mail-due = La première réponse vous parvient au plus tard le { $time }.
case-mail-open = Ouvrir le dossier
case-mail-reply = Pour ajouter quelque chose, répondez à ce message. Vous pouvez y joindre des fichiers.
case-mail-no-reply = Pour ajouter quelque chose, ouvrez le dossier. Les réponses à ce message ne sont pas lues.
case-mail-answered = { $agent } a répondu à votre dossier « { $title } » :
case-mail-asked = C’est à vous : nous reprenons dès que nous avons votre réponse.
case-mail-solved = { $agent } a clos votre dossier « { $title } » avec ce résultat : { $outcome }
case-mail-solved-own = Vous avez indiqué que votre dossier « { $title } » est résolu. Nous en sommes heureux.
case-mail-reopen = Si le problème revient, écrivez-nous de nouveau : le dossier est rouvert.
case-mail-priority = { $agent } a changé la priorité de votre dossier « { $title } » de { $before } en { $after }, pour la raison suivante :
case-mail-appeal = Si vous n’êtes pas d’accord, ouvrez le dossier et dites-le : un second conseiller tranche alors.
case-mail-reminder = Votre dossier « { $title } » attend votre réponse. Voici notre dernière question :
case-mail-reminder-else = Si l’affaire est réglée, ouvrez le dossier et indiquez qu’il est résolu. Vous n’avez rien d’autre à faire.
case-mail-survey = Votre dossier « { $title } » est résolu. Notre réponse vous a-t-elle aidé ?
case-mail-survey-free = Un clic suffit, un mot de plus est le bienvenu. Votre réponse n’a pas d’influence sur vos prochains dossiers, et nous ne reposerons pas la question.
case-mail-close = { $portal } a envoyé ce message au sujet du dossier { $reference }.
case-rating-good = Oui, elle m’a aidé
case-rating-fair = En partie
case-rating-poor = Non
case-time = { $date } à { $time } ({ $zone })
