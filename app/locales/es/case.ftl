# Cases: what somebody asked support, on pages and in mail.

## Mail
case-mail-subject = [{ $reference }] { $title }
case-mail-received = Hemos recibido su mensaje «{ $title }». Un agente lo leerá.
case-mail-reference = Su referencia es { $reference }. Indíquela si nos llama.
case-mail-due = La primera respuesta llegará como muy tarde el { $time }.
case-mail-open = Ver el caso
case-mail-reply = Para añadir algo, responda a este mensaje. Puede adjuntar archivos.
case-mail-no-reply = Para añadir algo, abra el caso. Las respuestas a este mensaje no se leen.
case-mail-answered = { $agent } ha respondido a su caso «{ $title }»:
case-mail-files = Esta respuesta incluye archivos: { $names }. Abra el caso para descargarlos.
case-mail-asked = Esperamos su respuesta: continuaremos en cuanto la recibamos.
case-mail-solved = { $agent } ha cerrado su caso «{ $title }» con este resultado: { $outcome }
case-mail-solved-own = Ha marcado su caso «{ $title }» como resuelto. Nos alegra saberlo.
case-mail-reopen = Si el problema vuelve, escríbanos de nuevo y el caso se reabrirá.
case-mail-priority = { $agent } ha cambiado la prioridad de su caso «{ $title }» de { $before } a { $after }, por este motivo:
case-mail-appeal = Si no está de acuerdo, abra el caso e indíquelo; decidirá entonces otro agente.
case-mail-reminder = Su caso «{ $title }» espera su respuesta. Esto fue lo último que preguntamos:
case-mail-reminder-else = Si el asunto está resuelto, abra el caso y márquelo como resuelto. No hace falta nada más.
case-mail-survey = Su caso «{ $title }» está resuelto. ¿Le ha servido nuestra respuesta?
case-mail-survey-free = Basta un clic; una palabra más es bienvenida. La respuesta no influye en casos posteriores, y no volveremos a preguntar.
case-mail-aside = Su mensaje sobre el caso «{ $title }» nos ha llegado. Las personas que lo atendieron pueden leerlo; el caso no se ha reabierto.
case-mail-aside-on = La página de contacto muestra lo que puede hacer ahora, por ejemplo preguntar a otros clientes.
case-mail-close = { $portal } ha enviado este mensaje sobre el caso { $reference }.
case-rating-good = Sí, me ha servido
case-rating-fair = En parte
case-rating-poor = No
case-time = { $date }, { $time } ({ $zone })
case-time-end = { $date }, 24:00 ({ $zone })

## Where a case stands
case-status-new = Nuevo
case-status-open = Abierto
case-status-pending = A la espera del cliente
case-status-hold = En pausa
case-status-solved = Resuelto
case-status-closed = Cerrado
case-yours-new = Recibido
case-yours-open = En nuestras manos
case-yours-pending = A la espera de su respuesta
case-yours-hold = En pausa por nuestra parte

## How it ends
case-outcome-solved = Resuelto o respondido
case-outcome-missing-feature = Falta la función
case-outcome-not-reproducible = No se ha podido reproducir
case-outcome-other-team = En contacto con otro equipo
case-outcome-out-of-scope = Sin solución o fuera del alcance
case-outcome-outage = Una interrupción anunciada ha terminado
case-detail-idea = Proponga la idea aquí: { $detail }
case-detail-advice = Nuestro consejo: { $detail }
case-detail-team = El equipo: { $detail }
case-detail-reason = El motivo: { $detail }
case-detail-incident = La interrupción: { $detail }
case-detail-credit = Ha pedido un crédito de servicio.
case-detail-report = Ha pedido un informe del incidente.

## Lengths of time
case-span-minutes = { $minutes } min
case-span-hours = { $hours } h { $minutes } min
case-span-days = { $days } d { $hours } h

## What is wrong with a text
case-wrong-empty = Escriba algo primero.
case-wrong-no-words = Escríbalo con palabras, para que sepamos de qué se trata.
case-wrong-long = Tiene { $length } caracteres; el máximo es { $limit }. Acórtelo y envíe los registros largos como archivo.

## History
case-tag-note = Nota interna
case-tag-support = Asistencia
case-tag-mail = Por correo
case-tag-unverified = Por correo, remitente sin verificar
case-tag-aside = Correo de alguien sin asistencia
case-quoted = Citado de mensajes anteriores
case-appealed = Se ha pedido que se revise la prioridad.
case-event-status = { $who } ha cambiado el estado: { $status }
case-event-chose = { $who } ha elegido { $after } en lugar de { $before }, que se proponía
case-event-priority = { $who } ha cambiado la prioridad de { $before } a { $after }
case-event-appeal = { $who } pide que se revise la prioridad
case-event-unassigned = { $who } ha liberado el caso
case-event-assigned = { $who } ha asignado el caso a { $after }
case-event-taken = { $who } se ha asignado el caso
case-event-outcome = { $who } ha cerrado el caso: { $outcome }
case-event-target = La edición de la organización es ahora { $edition }; los plazos dependen de ella
case-event-no-target = La organización ya no tiene una edición con asistencia; no se prometen plazos
case-event-suspended = La organización está suspendida; mientras tanto no se prometen plazos
case-file-size = { $kilobytes } kB
case-author-unknown = remitente desconocido
case-files-left-out = Estos archivos se han omitido, porque están vacíos, son demasiado grandes, son demasiados o no son lo que indica su nombre: { $names }
case-files = Archivos

## List
cases-menu = Sus casos
cases-title = Sus casos
cases-lead = Lo que ha consultado al equipo de asistencia y en qué punto está.
cases-empty-title = No hay nada abierto
cases-empty-text = No tiene ningún caso. Si algo deja de funcionar, aquí podrá seguir lo que ocurra.
cases-empty-closed = Los casos forman parte de las ediciones de pago y los abren los administradores. Los artículos y el formulario guiado siguen a su disposición.
cases-empty-staff = Quienes trabajan para el centro de ayuda no abren casos propios. Los de los clientes están en el espacio del equipo.
cases-of = consulta de { $name }
cases-updated = último cambio: { $time }
cases-newer = Casos más recientes
cases-older = Casos más antiguos
cases-paging = Más casos
cases-sharing-title = Quién lee estos casos
cases-sharing-changed = El ajuste se ha guardado
cases-shared-on = Todos los administradores de { $name } pueden leer y responder los casos que sus miembros han abierto desde el { $since }. Los anteriores siguen siendo solo de quien los abrió.
cases-shared-off = Cada persona de { $name } ve solo sus propios casos. Puede permitir que todos los administradores lean y respondan los que se abran a partir de entonces, no los anteriores. Se avisa a todos aquí, en el formulario y en cada caso.
cases-share-on = Permitir que los administradores lean los casos nuevos
cases-share-off = Que cada persona vea solo los suyos
case-due = Respuesta como muy tarde el { $time }

## A case
case-title = { $reference }: { $title }
case-facts = Sobre este caso
case-fact-service = Servicio
case-fact-priority = Prioridad
case-fact-asked = Consultado
case-fact-requester = Consulta de
case-fact-since = Desde
case-fact-due = Próxima respuesta como muy tarde el
case-fact-outcome = Resultado
case-fact-status = Estado
case-shared = Todos los administradores de { $name } pueden leer este caso.
case-not-now = El caso ha avanzado y esto ya no es posible. Consulte su estado actual.
case-outdated = El caso se estaba modificando en ese mismo momento. No se ha enviado nada, y su texto se conserva. Envíelo otra vez.
case-wait =
    { $minutes ->
        [one] Ha escrito muchos mensajes en una hora. No se ha enviado nada y el texto sigue abajo. Envíelo dentro de un minuto.
       *[other] Ha escrito muchos mensajes en una hora. No se ha enviado nada y el texto sigue abajo. Envíelo dentro de { $minutes } minutos.
    }
case-news-submitted = Hemos recibido su caso. Su referencia es { $reference }
case-news-due = La primera respuesta llegará como muy tarde el { $time }.
case-news-mail = Le llegará un mensaje con todos los datos.
case-news-replied = Se ha añadido su mensaje
case-news-solved = El caso está marcado como resuelto
case-news-solved-text = Si el problema vuelve, escriba de nuevo y el caso se reabrirá.
case-news-reopened = El caso está abierto de nuevo
case-news-appealed = Ha pedido que se revise la prioridad; lo hará otro agente
case-reply = Su respuesta
case-reply-hint = Diga qué ha probado y qué ha ocurrido. No escriba contraseñas.
case-reply-send = Enviar
case-reply-reopen = ¿Hay algo más?
case-reply-reopen-send = Enviar y reabrir
case-reply-missing = Escriba un mensaje o elija primero un archivo.
case-files-refused = No se ha aceptado ningún archivo. Elija archivos que no estén vacíos, no superen 25 MB y sean lo que indica su nombre.
case-files-full = No se ha aceptado ningún archivo: ha enviado muchos que aún no pertenecen a ningún caso. Inténtelo mañana o quite algunos del formulario.
case-mark-solved = Marcar como resuelto
case-reopen = Reabrir el caso
case-appeal = La prioridad no es la correcta
case-appeal-text = Hemos cambiado la prioridad de este caso. Puede pedir que se revise una sola vez; lo hará un agente que no tomó esa decisión.
case-appeal-reason = ¿Qué lo hace más urgente?
case-appeal-missing = Indique qué lo hace más urgente.
case-appeal-send = Pedir que se revise

## Support does not answer the reader any more
case-lapse-open-title = Puede terminar este caso
case-lapse-open = Puede seguir escribiendo aquí hasta que se cierre; después se podrá leer, pero no reabrir.
case-lapse-ended-title = Este caso se puede leer, pero ya no reabrir
case-lapse-ended = Todo lo que contiene sigue aquí para que lo lea.
case-lapse-read-title = Puede leer este caso, pero no escribir en él
case-lapse-read = Todo lo que contiene sigue aquí para que lo lea.
case-lapse-free-edition = La edición de la organización ya no incluye asistencia.
case-lapse-not-administrator = El equipo de asistencia responde a los administradores de la organización, y usted no es uno de ellos en este momento.
case-lapse-suspended = La organización está suspendida.
case-lapse-no-organisation = Ya no pertenece a la organización para la que se hizo la consulta.
case-lapse-refused = Su mensaje no se ha enviado: este caso ya no admite mensajes suyos.
case-lapse-kept = Lo que escribió, para llevarlo a otro sitio
case-lapse-contact = Qué puede hacer ahora

## Questionnaire
rating-title = ¿Qué le ha parecido?
rating-about = Caso { $reference }: { $title }
rating-question = ¿Le ha servido nuestra respuesta?
rating-missing = Elija una de las respuestas.
rating-early = Seguimos trabajando en este caso
rating-early-text = Podrá decir qué le ha parecido cuando esté resuelto. Hasta entonces, escríbanos respondiendo a cualquiera de los mensajes del caso.
rating-words = ¿Qué podríamos haber hecho mejor?
rating-words-hint = Puede dejarlo vacío.
rating-send = Enviar
rating-thanks = Gracias por su respuesta
rating-thanks-text = Llega a quienes han trabajado en su caso. No volveremos a preguntar.
rating-thanks-change = Puede cambiarla más abajo o añadir unas palabras.
