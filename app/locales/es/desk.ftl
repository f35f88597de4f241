# El puesto del equipo: quién llama, y el portal con otros ojos.

desk-title = Espacio del equipo
desk-lead = Ha iniciado sesión como { $name }, { $role }.
desk-role-agent = asistencia
desk-role-editor = redacción
desk-role-operator = operaciones
desk-here = Aquí están las herramientas de quienes trabajan para el centro de ayuda.
desk-pin-title = ¿Quién llama?
desk-pin-text = Pida el PIN que aparece en la página de contacto de quien llama. Tiene ocho cifras y es válido durante { $minutes } minutos.
desk-pin-label = PIN
desk-pin-hint = Ocho cifras; los espacios no importan.
desk-pin-submit = Comprobar
desk-pin-malformed = Escriba las ocho cifras.
desk-pin-not-valid = Este PIN no es válido. Puede que haya caducado o que se haya oído mal una cifra. Pida a quien llama que obtenga otro en la página de contacto.
desk-pin-wait =
    { $minutes ->
        [one] Demasiados PIN equivocados. Espere un minuto antes del siguiente.
       *[other] Demasiados PIN equivocados. Espere { $minutes } minutos antes del siguiente.
    }
desk-pin-not-yours = Los PIN los comprueban aquí los equipos de asistencia y de operaciones.
desk-caller-title = Al teléfono: { $name }
desk-caller-entitled = Con derecho a asistencia
desk-caller-not-entitled = Sin derecho a asistencia por ahora
desk-caller-suspended = La organización está suspendida
desk-caller-account-suspended = La cuenta está suspendida
desk-caller-address = Dirección
desk-caller-organisation = Organización
desk-caller-no-organisation = Ninguna
desk-caller-reference = Número de cliente
desk-caller-edition = Edición
desk-caller-role = Función
desk-caller-administrator = Administrador
desk-caller-member = Miembro
desk-caller-staff = Trabaja para este centro de ayuda
desk-caller-valid =
    { $minutes ->
        [one] El PIN es válido durante { $minutes } minuto más.
       *[other] El PIN es válido durante { $minutes } minutos más.
    }
desk-view-title = Ver el portal como otra persona
desk-view-text = Las páginas, la búsqueda y la API le responden entonces como a esa persona. Su sesión sigue siendo la suya; una barra en cada página permite volver.
desk-view-label = Ver como
desk-view-submit = Ver el portal
view-as-now = Está viendo el portal como { $kind }.
view-as-stop = Volver a mi vista
view-as-anonymous = alguien que no ha iniciado sesión
view-as-personal = alguien con una cuenta personal
view-as-free-member = un miembro de una organización con la edición gratuita
view-as-free-administrator = un administrador de una organización con la edición gratuita
view-as-paid-member = un miembro de una organización con una edición de pago
view-as-paid-administrator = un administrador de una organización con una edición de pago
view-as-suspended = un administrador de una organización suspendida

## The queue
queue-title = Casos
queue-views = Vistas
queue-view-open = Abiertos
queue-view-mine = Míos
queue-view-unassigned = Sin asignar
queue-view-late = Con retraso
queue-view-pending = A la espera de clientes
queue-view-hold = En pausa
queue-view-asides = Correo sin asistencia
queue-view-solved = Resueltos
queue-forget = Eliminar la vista «{ $name }»
queue-any = Todos
queue-text = Buscar
queue-filter = Mostrar
queue-empty = No hay nada aquí. Todo está respondido.
queue-asides-about = Casos sobre los que ha escrito por correo alguien sin asistencia. No se han reabierto: lea el mensaje y decida.
queue-asides-empty = No hay correo a la espera.
queue-due = Plazo
queue-case = Caso
queue-assignee = Agente
queue-nobody = Sin asignar
queue-not-due = Sin plazo
queue-late-by = { $span } de retraso
queue-due-in = en { $span }
queue-before = Anteriores
queue-after = Siguientes
queue-views-full = Ha alcanzado el máximo de vistas. Elimine una primero.
queue-save-label = Guardar esta vista como
queue-save = Guardar

## A case at the desk
desk-done-answered = La respuesta se ha enviado. El estado es ahora: { $status }
desk-done-noted = La nota se ha guardado
desk-done-taken = El caso queda a su cargo
desk-done-assigned = El caso queda asignado a { $name }
desk-done-released = El caso queda sin asignar
desk-done-moved = El estado es ahora: { $status }
desk-done-reclassified = La prioridad es ahora { $priority }
desk-done-resolved = El caso se ha cerrado con su resultado
desk-done-linked = El vínculo se ha creado
desk-done-unlinked = El vínculo se ha quitado
desk-outcome-missing = Elija un resultado.
desk-outcome-address = Indique la dirección donde se propone la idea; empieza por https://
desk-answer-missing = Escriba primero la respuesta.
desk-note-missing = Escriba primero la nota.
desk-reason-missing = Indique por qué cambia la prioridad.
desk-advice-missing = Indique qué puede probar el cliente.
desk-team-missing = Indique el equipo.
desk-scope-missing = Indique por qué no se puede resolver aquí.
desk-outage-missing = Elija el incidente al que pertenecía el caso.
desk-same-priority = El caso ya tiene esta prioridad.
desk-files-refused = No se han aceptado todos los archivos: { $names }. No deben estar vacíos, superar los 25 MB, ser programas ni ser algo distinto de lo que dice su nombre; caben 10. No se ha enviado nada; el texto y los demás archivos se conservan.
desk-files-gone = Un archivo en espera ya no está: se eliminó al cabo de un día o ya se envió. Esta vez no se ha enviado nada; el texto y los demás archivos se conservan. Elíjalo de nuevo si aún hace falta.
desk-files-hint = Hasta { $files } archivos de { $megabytes } MB cada uno.
desk-outdated = El caso ha cambiado mientras escribía
desk-outdated-text = No se ha enviado nada, y su texto se conserva abajo. Lea lo nuevo y envíelo otra vez.
desk-writes = { $name } está escribiendo
desk-looks = { $name } está viendo este caso
desk-news =
    { $count ->
        [one] { $count } entrada nueva desde que se abrió esta página
       *[other] { $count } entradas nuevas desde que se abrió esta página
    }
desk-answer = Respuesta
desk-answer-hint = Idioma de { $name }: { $language }
desk-next = Después
desk-next-theirs = esperar al cliente
desk-next-ours = dejarlo abierto
desk-next-hold = ponerlo en pausa
desk-answer-send = Enviar la respuesta
desk-note = Nota interna
desk-note-hint = Solo la ve el equipo.
desk-note-save = Guardar la nota
desk-take = Asignármelo
desk-hold = Poner en pausa
desk-work = Retomar
desk-assign = Asignar
desk-resolve = Cerrar con un resultado
desk-choose = Elegir
desk-first-due-in = Primera respuesta en { $span }
desk-first-late-by = Primera respuesta con { $span } de retraso
desk-next-due-in = Próxima respuesta en { $span }
desk-next-late-by = Próxima respuesta con { $span } de retraso
desk-detail = Detalles
desk-detail-hint = Falta la función: la dirección de la idea. No reproducible: un consejo. Otro equipo: cuál. Fuera del alcance: por qué.
desk-outage = Interrupción
desk-outage-hint = Para el resultado sobre una interrupción: el incidente al que pertenecía el caso. El cliente recibe un enlace a su página y el caso queda vinculado.
desk-outage-option = { $title } ({ $stage }, { $date })
desk-outage-none = Para el resultado sobre una interrupción: ningún incidente de { $service } está abierto ni ha terminado en los últimos { $days } días. Escriba primero el incidente o vincule este caso con otro.
desk-credit = El cliente ha pedido un crédito de servicio
desk-report = El cliente ha pedido un informe del incidente
desk-closing = Mensaje al cliente, si hay algo más que decir
desk-resolve-send = Cerrar el caso
desk-reclassify = Cambiar la prioridad
desk-reason = Motivo
desk-reason-hint = El cliente lo lee.
desk-reclassify-send = Cambiar
desk-edition-suspended = { $edition }, suspendida
desk-fact-language = Idioma
desk-fact-answers = Respuestas
desk-fact-suggested = Propuesta
desk-fact-rating = Cuestionario
desk-rated = { $rating } – { $words }
desk-appealed = El cliente pide que se revise el cambio de prioridad. Decide alguien distinto de quien la cambió.
desk-context = Contexto
desk-effect-no-access = sin acceso
desk-effect-collaboration = no se puede trabajar en equipo
desk-effect-designed = no funciona como está previsto
desk-effect-wished = no es como se desearía
desk-reach-one = una persona
desk-reach-many = muchas personas
desk-workaround-none = sin alternativa
desk-workaround-not-acceptable = sin alternativa aceptable
desk-workaround-acceptable = hay una alternativa
desk-workaround-not-needed = no hace falta alternativa
desk-articles = Artículos
desk-insert = Insertar
desk-insert-of = Insertar «{ $title }» en la respuesta
desk-others = Otros casos de esta persona
desk-ways = Partes de este caso

## Keys
keys-title = Atajos de teclado
keys-next = Siguiente
keys-previous = Anterior
keys-open = Abrir
keys-answer = Responder
keys-note = Nota interna
keys-assign = Asignar
keys-resolve = Cerrar con un resultado
keys-search = Buscar
keys-queue = Volver a la lista
keys-help = Mostrar los atajos de teclado
keys-need-scripts = Estos atajos funcionan con JavaScript activado.
keys-close = Cerrar

## Figures
figures-title = Cifras
figures-lead =
    { $days ->
       *[other] Casos de los últimos { $days } días, frente a lo prometido.
    }
figures-answers = Primeras respuestas dentro del plazo
figures-answer-time = Mediana hasta la respuesta
figures-solutions = Resueltos dentro del plazo
figures-solution-time = Mediana hasta la solución
figures-target = Objetivo: { $span }
figures-target-hours = Objetivo: { $span }, ambos en horas hábiles
figures-weeks = Primeras respuestas dentro del plazo, semana a semana
figures-week = Semana del
figures-solved-weeks = Resueltos dentro del plazo, semana a semana
figures-ratings = Cuestionario
figures-none = –
figures-kept = { $kept } de { $due } ({ $percent } %)
figures-percent = { $percent } %
figures-rated = { $count } ({ $percent } %)
figures-no-ratings = Nadie ha respondido todavía.
