# El estado de los servicios: la página de estado, la línea de otras páginas, el puesto de incidentes, las suscripciones.

status-title = Estado de los servicios
status-see = Estado de todos los servicios
status-calm = Todos los servicios funcionan
status-now-maintenance = Hay un mantenimiento anunciado en curso
status-now-minor = Algunos servicios van más lentos de lo habitual
status-now-major = Algunos servicios tienen interrupciones
status-now-critical = Algunos servicios no funcionan
status-lead = Qué funciona ahora, en qué estamos trabajando y cómo han ido los últimos { $days } días.
status-no-services = Todavía no hay servicios que vigilar. Aparecen aquí en cuanto portal.toml los nombra.

## Estados, fases y gravedad
state-operational = Funciona
state-maintenance = En mantenimiento
state-degraded = Más lento de lo habitual
state-partial = Interrumpido para algunas personas
state-major = Fuera de servicio
stage-investigating = En investigación
stage-identified = Causa encontrada
stage-monitoring = Corregido, en observación
stage-resolved = Resuelto
stage-postmortem = Análisis posterior
stage-scheduled = Anunciado
stage-in-progress = En curso
stage-verifying = En comprobación
stage-completed = Terminado
stage-called-off = Cancelado
impact-none = Sin efecto
impact-maintenance = Mantenimiento
impact-minor = Leve
impact-major = Grave
impact-critical = Crítico

## La página de estado
status-open = Ahora mismo
status-services = Servicios
status-group-other = Otros servicios
status-ahead = Mantenimientos anunciados
status-ahead-none = No hay mantenimientos anunciados.
status-past = Anteriormente
status-past-none = Ningún incidente en los últimos { $days } días.
status-uptime = Disponible el { $percent } % del tiempo en { $days } días
status-uptime-none = En observación desde hoy
status-history = { $service }, los últimos { $days } días
status-days-ago =
    { $days ->
        [one] hace { $days } día
       *[other] hace { $days } días
    }
status-today = Hoy
status-day = { $date } (UTC): { $state }, { $length }
status-days =
    { $count ->
        [one] { $count } día con problemas
       *[other] { $count } días con problemas
    }
status-days-none = Sin problemas en { $days } días
status-col-day = Día (UTC)
status-col-state = Peor estado
status-col-length = Tiempo afectado
status-minutes = { $minutes } min
status-hours = { $hours } h { $minutes } min
status-moment = { $date }, { $time } UTC
status-paused = Resuelto entretanto
status-span = { $from } a { $until }
status-began = Inicio: { $when }
status-lasted = Duración: { $length }
status-affects = Servicios afectados: { $services }
status-only-in = Disponible solo en este idioma: { $languages }
status-updates = Qué ha pasado
status-legend = Las barras más altas señalan días con problemas; la tabla bajo cada fila indica cuánto duraron.
status-source-failing = No se puede acceder a la página de estado que consultamos. Esto es lo que decía el { $when }.
status-source-never = Todavía no se ha podido acceder a la página de estado que consultamos, así que desconocemos el estado de los servicios.
status-source-link = Abrirla directamente
status-source-open = Abrir esa página de estado
status-as-of = { $sentence } (según los datos del { $when })
status-now-unknown = En este momento desconocemos el estado de los servicios

## Un incidente
status-incident-page = Incidente
status-maintenance-page = Mantenimiento
status-for-you = Para clientes con asistencia
status-workaround = Qué se puede hacer mientras tanto
status-credit = Crédito de servicio
status-report = Informe del incidente
status-affected-title = ¿Le ocurre a usted también?
status-affected-text = Basta un clic para decírnoslo. Nos ayuda a ver hasta dónde llega el problema; no se guarda ningún dato sobre usted.
status-affected-action = Me afecta
status-affected-count =
    { $count ->
        [one] { $count } persona dice que le afecta.
       *[other] { $count } personas dicen que les afecta.
    }
status-affected-thanks = Gracias, hemos tomado nota.
status-affected-again = Ya habíamos tomado nota. Gracias.
status-affected-over = Ya ha terminado, así que no contamos más.
status-affected-elsewhere = Esto procede de otra página de estado, así que aquí no contamos.

## Suscripciones
follow-title = Seguir el estado
follow-text = Le escribimos cuando algo falla, cuando se arregla y antes de un mantenimiento. Nada más.
follow-email = Su dirección de correo
follow-components = ¿Qué servicios?
follow-components-hint = Si no marca ninguno, recibirá las novedades de todos los servicios.
follow-submit = Recibir las novedades
follow-asked-title = Consulte su correo
follow-asked-text = Si la dirección es correcta, hay un mensaje con un enlace en camino. Los envíos empiezan cuando lo abra y confirme; el enlace es válido durante dos días.
follow-bad-email = Escriba una dirección completa, como nombre@example.org.
follow-no-component = Los servicios que eligió ya no existen. Elija de nuevo.
follow-wait = Han sido muchas solicitudes. Inténtelo de nuevo dentro de { $minutes } min.
follow-feeds = O en un lector de noticias o un calendario:
follow-atom = Atom
follow-rss = RSS
follow-calendar = Calendario de mantenimientos (iCalendar)
follow-no-mail = Este centro de ayuda todavía no envía correo. Los canales de abajo contienen lo mismo.
follow-elsewhere-title = Nosotros no enviamos novedades
follow-elsewhere = Lo que se muestra aquí procede de otra página de estado. Para recibir las novedades por correo, suscríbase en esa página.
follow-page-title = Sus novedades sobre el estado de los servicios
follow-page-confirm = Confirme que quiere recibir las novedades en { $email }.
follow-page-confirmed = Las novedades se envían a { $email }.
follow-page-gone-title = Este enlace ya no es válido
follow-page-gone-text = La suscripción no se confirmó a tiempo o ya terminó. Puede pedirla otra vez en la página de estado.
follow-page-submit-confirm = Confirmar
follow-page-submit-save = Guardar
follow-page-saved = Guardado. Le escribiremos a partir de ahora.
follow-page-end-title = No recibir nada más
follow-page-end-text = Con un clic, borramos su dirección.
follow-page-end-submit = Cancelar la suscripción
follow-page-ended-title = No recibirá nada más
follow-page-ended-text = Hemos borrado su dirección.

## Correo del estado
status-mail-confirm-subject = Confirme las novedades de { $portal }
status-mail-confirm-text = Alguien, probablemente usted, ha pedido seguir el estado de los servicios. Si ha sido usted, confírmelo; si no, no hay nada que hacer y no volveremos a escribirle.
status-mail-confirm-action = Confirmar
status-mail-confirm-after = El enlace es válido durante dos días.
status-mail-subject = { $stage }: { $title }
status-mail-services = Servicios: { $services }
status-mail-action = Leerlo todo
status-mail-end = Recibe este mensaje porque sigue el estado de { $portal }.
status-mail-end-action = Cambiar o cancelar la suscripción:

## Lo que los mantenimientos dicen por sí mismos
maintenance-begins = El mantenimiento anunciado ha comenzado.
maintenance-ends = El mantenimiento anunciado ha terminado.

## El puesto
desk-status-title = Incidentes y mantenimientos
desk-status-lead = Lo que escriba aquí aparece al momento en la página de estado y llega a todas las personas que la siguen.
desk-status-link = Incidentes y mantenimientos
desk-status-not-yours = Los incidentes los escriben agentes y operadores; puede leerlos en la página de estado.
desk-status-elsewhere = El estado procede de { $address }. Se escribe allí, no aquí.
desk-status-orphans = { $name } ya no está en portal.toml, pero un incidente sin terminar lo menciona. Resuelva el incidente o recupere el servicio.
desk-status-none = No hay incidentes en curso ni mantenimientos anunciados.
desk-status-new = Abrir un incidente
desk-status-new-maintenance = Anunciar un mantenimiento
desk-status-update = Escribir una novedad
desk-status-reopen = Este incidente está resuelto. Una novedad con una fase anterior lo vuelve a abrir; indique entonces a qué servicios afecta de nuevo. Se avisa a sus casos, y los que terminaron con él se reabren.
desk-status-words = Traducciones y detalles
desk-status-heading = Título
desk-status-heading-hint = Lo que se nota, en pocas palabras.
desk-status-body = Texto
desk-status-body-hint = Qué se nota, qué hacemos, cuándo volveremos a escribir.
desk-status-language-missing = falta
desk-status-component-states = Efecto en los servicios
desk-status-unchanged = No afectado
desk-status-impact = Impacto
desk-status-impact-auto = Según el estado de los servicios
desk-status-stage = Fase
desk-status-call-off = Cancelar el mantenimiento
desk-status-at = Cuándo (UTC)
desk-status-at-hint = Déjelo vacío para la hora actual.
desk-status-begins = Empieza (UTC)
desk-status-ends = Termina (UTC)
desk-status-announce = Avisar a quienes siguen el estado
desk-status-open-submit = Abrir el incidente
desk-status-schedule-submit = Anunciar
desk-status-update-submit = Publicar la novedad
desk-status-words-submit = Guardar
desk-status-words-of = Guardar: { $part }
desk-status-see = Verlo en la página de estado
desk-status-done = Publicado.
desk-status-saved = Guardado.
desk-status-edit = Editar
desk-status-update-of = Novedad: { $when }
desk-status-entitled-hint = Solo lo ven las personas con acceso a la asistencia.
refusal-no-title = Escriba un título al menos en un idioma.
refusal-long-title = El título supera los { $limit } caracteres. Los detalles van en el texto.
refusal-no-body = Escriba un texto al menos en un idioma.
refusal-long-body = Un texto supera los { $limit } caracteres. Acórtelo.
refusal-no-component = Indique a qué servicios afecta.
refusal-nothing-affected = Indique a qué servicios afecta de nuevo.
refusal-repeated-component = { $name } aparece más de una vez. Indique un solo estado.
refusal-unknown-component = { $name } no es un servicio de portal.toml.
refusal-ends-before = Terminaría ({ $ends }) antes de empezar ({ $begins }). Indique un final posterior.
refusal-order = La última novedad es de { $last }. Esta tiene que ser posterior.
refusal-ahead = Esa fecha aún no ha llegado ({ $when }). Solo los mantenimientos se anuncian con antelación.
refusal-long-ago = Esa fecha es de hace más de un año ({ $when }). Compruébela; lo que empezó antes ya no se escribe aquí.
refusal-behind = Ya habría terminado ({ $when }). Anuncie lo que está por venir.
refusal-no-begin = Indique cuándo empieza.
refusal-no-end = Indique cuándo termina.
refusal-first = «{ $stage }» no puede ser la primera fase de un incidente.
refusal-impact-maintenance = El impacto de un mantenimiento anunciado es siempre «Mantenimiento».
refusal-impact-incident = El impacto «Mantenimiento» es solo para mantenimientos anunciados. Elija otro.
refusal-stage = «{ $next }» no puede seguir a «{ $last }». Elija otra fase o abra un incidente nuevo.
refusal-time = No es una fecha con hora. Escríbala así: 2026-11-23T14:30.
refusal-meanwhile = Alguien ha escrito otra novedad mientras tanto. Léala y vuelva a enviar la suya.
