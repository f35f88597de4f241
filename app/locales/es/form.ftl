# The guided form: from a problem to a case, or to the right forum.

policies-business-hours = Horas hábiles: { $hours }.
problem-storage-full-title = En este momento no queda espacio
problem-storage-full-text = Lo que acaba de enviar no se ha guardado; todo lo anterior, sí. Ya tenemos el aviso. Inténtelo de nuevo dentro de un rato.

## The form and its steps
new-title = Describir un problema
new-lead = Unas preguntas breves, de una en una. No se envía nada hasta que usted lo indique.
new-need = Tenga a mano estos datos: qué hizo, qué vio y desde cuándo ocurre. Las respuestas se guardan a medida que avanza.
new-begin = Empezar
new-go-on = Seguir donde lo dejó
new-back = Volver
new-continue = Continuar
new-discard = Descartar y volver a empezar
new-begun-title = Ya hay un formulario empezado
new-begun-text = Las respuestas siguen aquí.
new-other-ways = Otras formas de contactar con nosotros
new-steps-label = Pasos
new-step-count = Paso { $step } de { $steps }
new-step-done = respondido
new-kept-account = Las respuestas se guardan en su cuenta a medida que avanza.
new-kept-browser = Las respuestas se guardan siete días, solo para este navegador.
new-change = Cambiar
new-change-named = Cambiar: { $name }
new-short-service = Servicio
new-short-problem = Qué ocurre
new-short-reach = Cuántas personas
new-short-workaround = Alternativa
new-short-details = Descripción
new-short-evidence = Información útil
new-short-review = Revisar y enviar
new-short-forum = Preguntar en el foro
new-short-articles = Ver lo que encaja
new-short-hand-on = Entregar a un administrador
new-short-open = Revisar y elegir cómo seguir

## Where it ends
new-end-case-title = Al final se abre un caso
new-end-case = El equipo de asistencia recibe sus respuestas en forma de caso y contesta por correo electrónico. También verá el plazo.
new-end-staff-title = Puede mirar; no se envía nada
new-end-staff = Quienes trabajan para el centro de ayuda no abren casos. Verá cada paso como los administradores de una edición de pago; para abrir un caso en nombre de un cliente, use la API.
new-end-administrator-title = Los casos los abren los administradores
new-end-administrator = Solo los administradores de su organización pueden abrir un caso: { $who }. Obtendrá un texto para entregárselo y un tema ya redactado para el foro.
new-end-administrator-alone = Solo los administradores de su organización pueden abrir un caso: { $who }. Obtendrá un texto para entregárselo y los artículos más relacionados.
new-administrators-unnamed = pregunte en su organización quién gestiona las cuentas
new-end-forum-title = El formulario lleva al foro
new-end-forum = Obtendrá un tema ya redactado a partir de sus respuestas y los artículos más relacionados. Los casos de asistencia son para administradores de ediciones de pago.
new-end-suspended = Su organización está suspendida: el equipo de asistencia no admite casos suyos hasta que se resuelva la situación. Obtendrá un tema ya redactado a partir de sus respuestas y los artículos más relacionados.
new-end-articles-title = El formulario lleva a los artículos
new-end-articles = Obtendrá los artículos más relacionados con sus respuestas, y estas en un texto que puede llevarse. Los casos de asistencia son para administradores de ediciones de pago.
new-end-suspended-articles = Su organización está suspendida: el equipo de asistencia no admite casos suyos hasta que se resuelva la situación. Obtendrá los artículos más relacionados y sus respuestas en un texto que puede llevarse.
new-end-undecided-title = Elija primero la organización
new-end-undecided = Adónde lleva el formulario depende de la organización en cuyo nombre actúa. También puede empezar y elegir más tarde.
new-end-open-case-title = ¿Administra una edición de pago?
new-end-open-case = Entonces al final se abre un caso. Puede iniciar sesión ahora o al final: las respuestas se conservan.
new-end-open-forum-title = En los demás casos
new-end-open-forum = El formulario lleva al foro, con un tema ya redactado a partir de sus respuestas. Es gratis y no hace falta iniciar sesión aquí.
new-end-open-articles = El formulario lleva a los artículos más relacionados y a un texto con sus respuestas que puede llevarse. Es gratis y no hace falta iniciar sesión aquí.

## Questions
new-service-title = ¿De qué servicio se trata?
new-problem-title = ¿Qué ocurre?
new-effect-no-access = No se puede entrar o no se puede usar en absoluto
new-effect-no-access-example = Por ejemplo: en lugar de la bandeja de entrada aparece una página de error.
new-effect-blocks = No se puede trabajar en equipo
new-effect-blocks-example = Por ejemplo: nadie puede abrir el calendario compartido.
new-effect-fault = Algo no funciona como debería
new-effect-fault-example = Por ejemplo: un botón no responde o un mensaje se ve mal.
new-effect-wish = Funciona, pero no como nos gustaría
new-effect-wish-example = Por ejemplo: añadir una palabra al diccionario exige demasiados pasos.
new-since-label = ¿Desde cuándo? (opcional)
new-since-hint = Por ejemplo: esta mañana hacia las nueve, o la actualización de ayer.
new-reach-title = ¿A cuántas personas afecta?
new-reach-one = A una persona
new-reach-one-example = Por ejemplo: solo a usted o a una persona del equipo.
new-reach-many = A varias o a todas
new-reach-many-example = Por ejemplo: a un equipo, una sede o toda la organización.
new-workaround-title = ¿Hay alguna alternativa?
new-workaround-hint = Otra manera de lograr lo mismo por ahora.
new-way-none = No, no hay ninguna
new-way-none-example = Por ejemplo: la aplicación móvil también falla.
new-way-unacceptable = La hay, pero no se puede pedir a nadie que la use
new-way-unacceptable-example = Por ejemplo: copiar cada mensaje a mano.
new-way-acceptable = Sí, sirve por ahora
new-way-acceptable-example = Por ejemplo: funciona en otro navegador.
new-way-not-needed = No hace falta
new-way-not-needed-example = Por ejemplo: no impide trabajar a nadie.
new-details-title = Describa el problema con sus palabras
new-details-line = El problema en una línea
new-details-line-hint = Por ejemplo: error 500 al abrir la bandeja de entrada.
new-details-full = Descripción completa
new-details-full-hint = ¿Qué hizo, qué esperaba y qué ocurrió en su lugar? Copie los textos de error completos. No incluya contraseñas.
new-evidence-title = Lo que ayuda a entenderlo
new-evidence-lead = Todo lo que pueda añadir aquí evita que tengamos que preguntárselo. Nada es obligatorio.
new-review-title = Revise sus respuestas
new-since-said = Desde: { $since }
new-fact = { $name }: { $value }

## Priority
new-priority-title = Prioridad
new-priority-example = Un ejemplo: { $example }
new-due = Primera respuesta como muy tarde { $when }.
new-level = { $level }: { $title }
new-level-suggested = { $level }: { $title } (propuesta)
new-level-because = { $because } Por eso es { $level }.
new-level-chosen = Ha elegido { $level }. Según sus respuestas, sería { $suggested }.
new-level-other = Elegir otra prioridad
new-level-question = ¿Qué urgencia tiene para usted?
new-reason-label = ¿Por qué otra prioridad?
new-reason-hint = En una frase. El equipo de asistencia la leerá y podrá cambiar la prioridad, indicando el motivo.

## Articles at the side
new-articles-title = Quizá la respuesta esté aquí
new-articles-more = Más artículos
new-articles-first = Artículos que quizá den la respuesta

## Files
new-files-title = Archivos
new-files-label = Añadir archivos
new-files-hint = Hasta { $files } archivos de { $megabytes } MB cada uno: capturas de pantalla, registros, archivos HAR, encabezados de mensajes.
new-files-upload = Subir
new-files-caution-title = Los archivos se envían tal cual
new-files-caution-text = Antes, quite de los registros las contraseñas, las cookies y otros datos secretos. Con JavaScript activado, esta página lo hace por usted.
new-files-count =
    { $count ->
        [0] Ningún archivo
        [one] { $count } archivo
       *[other] { $count } archivos
    }
new-file-remove = Quitar
new-file-remove-named = Quitar { $name }
new-file-half = Han llegado { $received } de { $size }
new-size-bytes = { $count } B
new-size-kilobytes = { $count } kB
new-size-megabytes = { $count } MB

## What a script says
new-live-drop = También puede soltar archivos aquí o pegar una captura de pantalla.
new-live-sending = { $name }: { $percent } enviado
new-live-paused = { $name }: se ha cortado la conexión. El envío continuará por sí solo en cuanto se restablezca.
new-live-resume = Reintentar ahora
new-live-cleaning = Buscando datos secretos en { $name }
new-live-cleaned = Datos secretos retirados de { $name }: { $count }
new-live-nothing = No se han encontrado datos secretos en { $name }
new-live-keep = Enviar este dato tal cual: { $value }
new-live-send = Enviar el archivo
new-live-cancel = No enviarlo
new-live-failed = No se ha podido enviar { $name }. Inténtelo de nuevo.
new-live-unclean = No se han podido buscar datos secretos en { $name }, así que no se ha enviado. Vuelva a cargar la página e inténtelo de nuevo.
new-saved = Guardado
new-not-saved = Aún sin guardar. Deje abierta esta página: se volverá a intentar.
new-not-saved-full = Sin guardar: en este momento no queda espacio. Deje abierta esta página: se volverá a intentar.
new-not-saved-long = Sin guardar: el texto es demasiado largo para conservarlo. Acórtelo.
new-not-saved-elsewhere = Sin guardar: este formulario se ha enviado o se rellena en otro lugar. Recargue la página para continuar.
new-signed-out-title = La sesión ha terminado
new-signed-out-text = Lo que escriba ahora se guarda para este navegador. Inicie sesión y se unirá a sus respuestas anteriores.

## Sending
new-submit-title = Enviar
new-submit-text = El equipo de asistencia recibe todo lo anterior. Obtendrá enseguida una referencia y un correo de confirmación.
new-submit = Enviar el caso
new-submit-talk = ¿Prefiere hablar? Envíe el caso y continúe por teléfono o chat: con la referencia, quien le atienda verá lo que ha escrito.
new-submit-phone = Enviar y llamar
new-submit-chat = Enviar y chatear
new-review-staff-title = Aquí se enviaría el caso
new-review-staff = En este paso, los administradores de una edición de pago pueden elegir otra prioridad y envían el caso. Como usted trabaja para el centro de ayuda, no se envía nada.
new-sent-title = El caso ya está en manos del equipo de asistencia
new-sent-reference = Su referencia
new-sent-next = Qué ocurre ahora
new-sent-mail = Se envía una confirmación a { $email }. El asunto empieza por la referencia.
new-sent-due = La primera respuesta llegará como muy tarde { $when }.
new-sent-reply = Para añadir algo, archivos incluidos, basta con responder a cualquiera de nuestros correos.
new-sent-case = Ver el caso
new-sent-phone-title = Ahora, llámenos
new-sent-phone = Los números y el PIN están en la página de contacto. Indique la referencia de arriba: quien le atienda verá entonces todo lo que ha escrito.
new-sent-chat-title = Ahora, inicie el chat
new-sent-chat = El chat está en la página de contacto y lleva el caso consigo: quien le atienda verá todo lo que ha escrito.
new-sent-talk = Ir a la página de contacto

## The way into the forum
new-topic-title = Su tema para: { $forum }
new-topic-carried = Ya está redactado. El foro se abre con el texto ya escrito; revíselo allí y publíquelo.
new-topic-beginning = Es más largo de lo que cabe en una dirección: el foro se abre con el principio. Copie el resto desde aquí.
new-topic-copy = El foro se abre vacío. Copie el tema desde aquí.
new-written-text = Su texto
new-topic-open = Abrirlo en el foro
new-topic-public = Cualquiera puede leer el foro. Omita lo que solo deba saber su organización.
new-text-title = Sus respuestas en un texto
new-text-text = Cópielo y muéstrelo a quien pueda saber más.
new-hand-on-title = Para entregar a un administrador
new-hand-on-text = Copie el texto y envíelo a un administrador de su organización: { $who }.

## What is wrong
new-wrong-service = Elija el servicio del que se trata.
new-wrong-effect = Indique qué ocurre.
new-wrong-reach = Indique a cuántas personas afecta.
new-wrong-workaround = Indique si hay alguna alternativa.
new-wrong-title = Resuma el problema en una línea.
new-wrong-description = Describa lo que ocurrió.
new-wrong-reason = Indique por qué hace falta una prioridad distinta de la propuesta.
new-wrong-no-words = Utilice palabras: los signos por sí solos no nos dicen qué falla.
new-wrong-too-long = Este texto tiene { $length } caracteres; el máximo es { $limit }. Acórtelo, por favor.
new-wrong-description-long = Este texto tiene { $length } caracteres; el máximo es { $limit }. Deje aquí lo principal y añada el resto como archivo en el paso siguiente.
new-wrong-no-file = Elija primero un archivo.
new-wrong-half-file = { $name } no ha llegado completo. Elija otra vez el mismo archivo para continuar el envío, o quítelo.
new-wrong-file-large = { $name } supera los { $megabytes } MB. Envíe solo la parte del momento en que ocurre el problema o comprima el archivo.
new-wrong-file-many = Con { $name } se supera el máximo de { $files } archivos. Quite uno o reúna varios en un archivo comprimido.
new-wrong-file-full = { $name } ya no cabe: ha enviado muchos archivos que aún no pertenecen a ningún caso. Envíe el caso, quite algunos archivos o inténtelo mañana.
new-wrong-file-empty = { $name } está vacío.
new-wrong-file-program = { $name } es un programa. No se aceptan programas.
new-wrong-file-pretends = { $name } no es lo que dice su nombre. Compruebe que es el archivo correcto y que se puede abrir.
new-wrong-full = En este momento no queda espacio. Lo enviado antes está a salvo. Inténtelo de nuevo dentro de un rato.
new-wrong-away = Ahora mismo no se ha podido guardar. Sus respuestas anteriores están a salvo y el texto sigue abajo. Inténtelo de nuevo en un minuto.
new-wrong-staff = Quienes trabajan para el centro de ayuda no abren casos. Puede recorrer todos los pasos; para abrir un caso en nombre de un cliente, use la API.
new-wrong-wait =
    { $minutes ->
        [one] Ha enviado muchos casos en una hora. Todo se conserva; envíe este dentro de un minuto o añada lo nuevo a un caso abierto.
       *[other] Ha enviado muchos casos en una hora. Todo se conserva; envíe este dentro de { $minutes } minutos o añada lo nuevo a un caso abierto.
    }

## When something is due
due-today = hoy a { $time }
due-tomorrow = mañana a { $time }
due-weekday = el { $day } a { $time }
due-date = el { $date } a { $time }
due-end-today = hoy a las 24:00
due-end-tomorrow = mañana a las 24:00
due-end-weekday = el { $day } a las 24:00
due-end-date = el { $date } a las 24:00

## The way to the form
contact-request = Redactar una solicitud de asistencia
contact-guided = Describir un problema paso a paso
contact-guided-text = Unas pocas preguntas breves, una a una. Al final obtiene los artículos más cercanos y un texto ya redactado.

## Known incidents at the side
new-known-title = Ya lo sabemos
new-known-text = Estamos en ello. Si es lo que le ocurre, indíquelo: lo tendremos en cuenta y podrá recibir las novedades en lugar de abrir un caso. Sus respuestas se conservan.
new-known-elsewhere = Otra página de estado que consultamos informa de este problema. Allí verá cómo evoluciona y podrá pedir las novedades. Sus respuestas se conservan.
new-known-back = Volver a sus respuestas
