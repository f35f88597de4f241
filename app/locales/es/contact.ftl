# The contact desk: who reaches whom, when, and what else helps.

contact-title = Contactar con el equipo de asistencia
contact-viewer-anonymous = No ha iniciado sesión, así que no podemos saber si su edición incluye asistencia.
contact-viewer-personal = Ha iniciado sesión con una cuenta personal.
contact-viewer-free = Ha iniciado sesión en una organización con la edición gratuita.
contact-viewer-member = Ha iniciado sesión como miembro de una organización con una edición de pago.
contact-viewer-suspended = La cuenta de su organización está suspendida.
contact-unlock-sign-in = El equipo de asistencia atiende a los administradores de ediciones de pago que han iniciado sesión. Las ediciones para educación y para entidades sin ánimo de lucro también se consideran de pago.
contact-unlock-paid-edition = La asistencia se incluye en todas las ediciones de pago, también en las de educación y entidades sin ánimo de lucro.
contact-unlock-ask-administrator = Los administradores de su organización pueden contactar con nosotros en su nombre. Cuénteles qué ve y desde cuándo.
contact-unlock-settle-account = El teléfono, el chat y el correo vuelven a abrirse en cuanto se levante la suspensión.
contact-best = Qué puede hacer ahora mismo
contact-alt-articles-title = Buscar en los artículos
contact-alt-articles-text = La mayoría de las preguntas tienen respuesta en los artículos.
contact-alt-articles-action = Buscar
contact-alt-forum-title = Preguntar en el foro
contact-alt-forum-text = Gratuito y abierto a todo el mundo. Describa lo que ha probado; a menudo otras personas han tenido el mismo problema.
contact-alt-forum-action = Ir al foro
contact-alt-status-title = Ver qué funciona
contact-alt-status-text = Si algo ha dejado de funcionar, allí se indica, junto con la hora prevista de recuperación.
contact-alt-status-action = Abrir la página de estado
contact-channels = Vías de contacto
contact-phone = Teléfono
contact-chat = Chat
contact-email = Correo electrónico
contact-hours-always = Día y noche, todos los días
contact-no-channels = Este portal no indica vías de contacto. Los artículos están abiertos a todo el mundo.
contact-policies = Prioridades, primera respuesta y cierre de las solicitudes
contact-rules-title = Qué puede esperar del equipo de asistencia

## Por quién toma el portal al lector
contact-who-personal = Ha iniciado sesión como { $email }, con una cuenta personal.
contact-who-administrator = Ha iniciado sesión con una cuenta de administrador de { $organisation }, edición { $edition }.
contact-who-member = Ha iniciado sesión como miembro de { $organisation }, edición { $edition }.
contact-who-suspended = Ha iniciado sesión en { $organisation }, cuya cuenta está suspendida.
contact-who-staff = Ha iniciado sesión como { $name }, del equipo de este centro de ayuda.
contact-who-undecided =
    { $count ->
        [one] Ha iniciado sesión como { $email } y pertenece a { $count } organización, pero aún no la ha elegido.
       *[other] Ha iniciado sesión como { $email } y pertenece a { $count } organizaciones, pero aún no ha elegido en nombre de cuál actúa.
    }
contact-viewer-administrator = Ha iniciado sesión con una cuenta de administrador de una organización con una edición de pago.
contact-granted = Todas las vías siguientes están a su disposición.
contact-granted-staff = Ve las vías de contacto como las ven los administradores de una edición de pago.

## Qué abre las vías de contacto
contact-sign-in-title = Inicie sesión para contactar con el equipo de asistencia
contact-sign-in-action = Iniciar sesión
contact-sign-in-forgotten = He olvidado la contraseña
contact-sign-in-personal = Mi dirección es personal
contact-choose-title = Elija su organización
contact-unlock-choose-organisation = Lo que está a su disposición depende de la edición de la organización en cuyo nombre actúa.
contact-choose-action = Elegir
contact-ask-title = Los administradores de su organización pueden contactar con el equipo de asistencia
contact-ask-what = Lo que más ayuda: qué quería hacer, el mensaje exacto que vio, desde cuándo y si otras personas también lo ven.
contact-settle-title = Regularizar la cuenta
contact-settle-text = Casi siempre se trata de una factura pendiente. En cuanto se paga, las vías de contacto vuelven a abrirse solas.
contact-settle-member = Casi siempre se trata de una factura pendiente que pueden pagar los administradores de su organización. Cuénteles lo que ve aquí.
contact-settle-action = Ir a facturación
contact-ask-whom = En su organización: { $names }.
contact-more-title = Qué añade una edición de pago
contact-more-text = Las vías de contacto anteriores, con los plazos de primera respuesta que prometen las normas de asistencia. Lo que hoy es gratuito lo seguirá siendo, decida lo que decida.
contact-more-administrator = Con su cuenta de administrador puede cambiar de edición cuando le convenga a su organización.
contact-more-link = Cómo funciona la asistencia, en detalle
contact-otherwise = También gratis para todo el mundo
contact-meanwhile = Qué ayuda mientras tanto

## Vías que siguen cerradas
contact-closed-not-signed-in = Se abre a los administradores al iniciar sesión
contact-closed-personal = No incluido en una cuenta personal
contact-closed-free = No incluido en la edición gratuita
contact-closed-member = Abierto a los administradores de su organización
contact-closed-suspended = En pausa mientras la cuenta esté suspendida
contact-closed-undecided = Depende de la organización que elija

## Vías abiertas
contact-recommended-language = Recomendado ahora: está abierto y responde en su idioma.
contact-recommended-open = Recomendado ahora: está abierto.
contact-all-closed = Ahora mismo todo está cerrado. La vía que abre antes aparece primero.
contact-other-languages =
    { $count ->
        [one] En { $count } idioma más
       *[other] En { $count } idiomas más
    }
contact-case = Viene con un caso. Al indicar la referencia, quien le atienda podrá leer todo lo que ha escrito; el chat ya la lleva consigo.
contact-chat-start = Iniciar un chat
contact-email-write = Escribir un correo
contact-email-note = Deje la referencia del asunto tal como está: nos dice enseguida en nombre de quién escribe.
contact-email-subject = Solicitud de asistencia de { $organisation } (referencia { $reference })
contact-email-subject-plain = Solicitud de asistencia (referencia { $reference })

## PIN de asistencia
contact-pin-title = Antes de llamar
contact-pin-text = Por teléfono pedimos un PIN para saber que es usted. Obténgalo aquí y comuníquelo a quien le atienda.
contact-pin-get = Obtener un PIN
contact-pin-again = Obtener un PIN nuevo
contact-pin-label = Su PIN
contact-pin-minutes =
    { $minutes ->
        [one] Válido durante { $minutes } minuto más.
       *[other] Válido durante { $minutes } minutos más.
    }
contact-pin-until = Válido hasta { $time } (su hora local).
contact-pin-private = Le identifica a usted y a su organización. No lo dé a nadie más que a nuestro equipo de asistencia.

## Zona horaria
zone-title = Su zona horaria
zone-known = Las horas se muestran en su zona ({ $zone }) y, si es otra, también en la de cada equipo.
zone-unknown = No conocemos su zona horaria, así que las horas son las de cada equipo.
zone-label = Zona horaria
zone-none = Hora local de cada equipo
zone-submit = Usar esta zona horaria

## Horarios
hours-clock =
    { $hour ->
        [one] la { $time }
       *[other] las { $time }
    }
hours-days = de { $first } a { $last }
hours-period = { $days }, de { $from } a { $to }
hours-day-time = { $day } { $time }
hours-of-zone = { $said } ({ $zone })
hours-but-holidays = { $said }, cerrado los días festivos
hours-yours = { $said } (su hora local)
hours-yours-and-desk = { $said } (su hora local; { $desk }, { $zone })
hours-now-always = Abierto ahora, día y noche
hours-now-open = Abierto ahora
hours-closed-for-long = Cerrado durante las próximas semanas
hours-closes-in =
    { $minutes ->
        [one] Cierra dentro de { $minutes } minuto
       *[other] Cierra dentro de { $minutes } minutos
    }
hours-opens-in =
    { $minutes ->
        [one] Abre dentro de { $minutes } minuto
       *[other] Abre dentro de { $minutes } minutos
    }
hours-until-today = Abierto hasta { $time }
hours-until-tomorrow = Abierto hasta mañana a { $time }
hours-until-weekday = Abierto hasta el { $day } a { $time }
hours-until-date = Abierto hasta el { $date } a { $time }
hours-opens-today = Abre hoy a { $time }
hours-opens-tomorrow = Abre mañana a { $time }
hours-opens-weekday = Abre el { $day } a { $time }
hours-opens-date = Abre el { $date } a { $time }
