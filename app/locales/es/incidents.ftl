# Casos vinculados a un incidente o a un mantenimiento: historial, correo, mesa de atención.

case-event-incident = { $who } ha vinculado este caso con:
case-event-incident-undone = { $who } ha quitado el vínculo de este caso con:
case-event-incident-ended = Ha terminado lo que estaba vinculado con este caso:
case-event-incident-returned = Ha vuelto lo que estaba vinculado con este caso:
case-mail-incident-ended = «{ $incident }» ha terminado. Su caso «{ $title }» está relacionado con ello. Esto es lo último que escribimos:
case-mail-incident-read = Leerlo todo
case-mail-incident-still = Su caso sigue abierto. Si algo todavía no funciona, díganoslo.
case-mail-incident-returned = «{ $incident }» había terminado, pero el problema ha vuelto. Su caso «{ $title }» está relacionado con ello. Esto es lo último que escribimos:
case-mail-incident-goes-on = Su caso está abierto. Le avisaremos cuando termine.
case-mail-incident-reopened = Habíamos cerrado su caso porque esto había terminado, así que lo hemos reabierto. No tiene que hacer nada; le avisaremos cuando termine.
case-mail-incident-again = Su caso sigue cerrado. Si esto le afecta de nuevo, escríbanos y el caso se reabrirá.

desk-incident-title = Página de estado
desk-incident-proposed = Esto afecta ahora mismo al servicio del caso. Todavía no hay nada vinculado.
desk-incident-link = Vincular
desk-incident-link-of = Vincular este caso con «{ $title }»
desk-incident-unlink = Desvincular
desk-incident-unlink-of = Desvincular este caso de «{ $title }»
desk-incident-other = Elegir un incidente
desk-incident-option = { $title } ({ $stage })
desk-incident-tag = Incidente
queue-incident = Incidente
queue-incident-linked = vinculado
queue-incident-this = vinculado con el elegido
desk-incident-cases = Casos
desk-incident-none = Ningún caso está vinculado. Los agentes los vinculan en la página de cada caso.
desk-incident-count = Abiertos: { $open } de { $all }.
desk-incident-all = Verlos en la cola
desk-incident-told = En cuanto termine, cada caso abierto lo indicará y su autor recibirá un correo.
desk-incident-solve-text = Cerrar los casos abiertos con el resultado «{ $outcome }». Cada cliente recibe su propio correo. Un caso en el que haya ocurrido algo desde que abrió esta página sigue abierto.
desk-incident-solve-submit =
    { $count ->
        [one] Cerrar { $count } caso
       *[other] Cerrar { $count } casos
    }
desk-incident-solved =
    { $count ->
        [one] Se ha cerrado { $count } caso
       *[other] Se han cerrado { $count } casos
    }
desk-incident-left =
    { $count ->
        [one] { $count } caso sigue abierto porque entretanto ha ocurrido algo en él. Léalo antes.
       *[other] { $count } casos siguen abiertos porque entretanto ha ocurrido algo en ellos. Léalos antes.
    }
