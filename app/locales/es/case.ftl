# Cases: what somebody asked support, on pages and in mail.

## Mail
case-mail-subject = [{ $reference }] { $title }
case-mail-received = Hemos recibido su mensaje «{ $title }». Un agente lo leerá.
case-mail-reference = Su referencia es { $reference }. Indíquela si nos llama.
case-mail-due = La primera respuesta llega a más tardar el { $time }.
case-mail-open = Abrir el caso
case-mail-reply = Para añadir algo, responda a este mensaje. Puede adjuntar archivos.
case-mail-no-reply = Para añadir algo, abra el caso. Las respuestas a este mensaje no se leen.
case-mail-answered = { $agent } ha respondido a su caso «{ $title }»:
case-mail-asked = Es su turno: seguimos en cuanto tengamos noticias suyas.
case-mail-solved = { $agent } ha cerrado su caso «{ $title }» con este resultado: { $outcome }
case-mail-solved-own = Ha marcado su caso «{ $title }» como resuelto. Nos alegra saberlo.
case-mail-reopen = Si el problema vuelve, escríbanos de nuevo y el caso se abre otra vez.
case-mail-priority = { $agent } ha cambiado la prioridad de su caso «{ $title }» de { $before } a { $after }, por este motivo:
case-mail-appeal = Si no está de acuerdo, abra el caso e indíquelo; decidirá entonces otro agente.
case-mail-reminder = Su caso «{ $title }» espera su respuesta. Esto fue lo último que preguntamos:
case-mail-reminder-else = Si el asunto está resuelto, abra el caso y márquelo como resuelto. No hace falta nada más.
case-mail-survey = Su caso «{ $title }» está resuelto. ¿Le ha servido nuestra respuesta?
case-mail-survey-free = Basta un clic; una palabra más es bienvenida. La respuesta no influye en casos posteriores, y no volveremos a preguntar.
case-mail-close = { $portal } ha enviado este mensaje sobre el caso { $reference }.
case-rating-good = Sí, me ha servido
case-rating-fair = En parte
case-rating-poor = No
case-time = { $date }, { $time } ({ $zone })
