# Webhooks del estado que cada persona añade para sí.

follow-webhooks = Webhooks
webhooks-title = Sus webhooks
webhooks-lead = Cada webhook recibe, en JSON firmado (Standard Webhooks), las novedades de incidentes y mantenimientos.
webhooks-new = Añadir un webhook
webhooks-url = Dirección
webhooks-url-hint = Donde escucha su programa; empieza por https://
webhooks-add = Añadir
webhooks-bad-address = Escriba una dirección completa que empiece por https:// y no contenga contraseñas.
webhooks-private = Esta dirección está en una red privada. Escriba una a la que se llegue desde Internet.
webhooks-full = Tiene { $most } webhooks, el máximo. Termine uno antes de añadir otro.
webhooks-answered = La dirección respondió a la prueba con { $status }. Debe responder con un código entre 200 y 299.
webhooks-no-answer = La dirección no respondió a la prueba. Compruebe que su programa está en marcha y que su certificado es válido.
webhooks-works = La prueba ha llegado. A partir de ahora las novedades se envían a esta dirección.
webhooks-again-done = Se está enviando de nuevo.
webhooks-ended = El webhook ha terminado.
webhooks-secret = El secreto de este webhook
webhooks-secret-text = Cópielo ahora: no se volverá a mostrar. Con él, su programa comprueba la firma de cada mensaje.
webhooks-secret-overlap = Durante { $hours } horas, los mensajes se firman también con el secreto anterior: la cabecera webhook-signature contiene entonces varias firmas, separadas por espacios.
webhooks-active = Activo
webhooks-untested = Sin probar
webhooks-untested-text = Envíe una prueba. Las novedades se enviarán a esta dirección en cuanto la haya respondido.
webhooks-all-services = Todos los servicios
webhooks-action-of = { $action }: { $address }
webhooks-test = Enviar una prueba
webhooks-rotate = Nuevo secreto
webhooks-end = Terminar
webhooks-log = Lo que se ha enviado
webhooks-log-when = Cuándo
webhooks-log-what = Asunto
webhooks-log-tries = Intentos
webhooks-log-answer = Respuesta
webhooks-log-outcome = Resultado
webhooks-log-test = Prueba
webhooks-arrived = Ha llegado
webhooks-waits = Nuevo intento:
webhooks-given-up = No se intenta más
webhooks-again = Enviar de nuevo

## En la mesa de atención
desk-webhooks-title = Webhooks
desk-webhooks-text = Destinatarios que han añadido personas o el operador. De su dirección solo se muestra el servidor.
desk-webhooks-operator = Operador
desk-webhooks-end-of = Terminar el webhook a { $host } de { $owner }
desk-webhooks-ended = El webhook ha terminado.
