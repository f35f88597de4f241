# Mail that the portal sends.

mail-greeting = Hola, { $name }:
mail-reset-subject = Elija una contraseña nueva para { $portal }
mail-reset-text = Alguien, probablemente usted, ha pedido un enlace para elegir una contraseña nueva para su cuenta.
mail-reset-action = Elegir una contraseña nueva
mail-reset-valid =
    { $minutes ->
        [one] El enlace funciona una sola vez, durante un minuto.
       *[other] El enlace funciona una sola vez, durante { $minutes } minutos.
    }
mail-reset-ignore = Si no ha sido usted, no tiene que hacer nada: sin el enlace, su contraseña sigue igual.
mail-changed-subject = Se ha cambiado su contraseña de { $portal }
mail-changed-text = La contraseña de su cuenta se acaba de cambiar y se ha cerrado la sesión en todos los navegadores.
mail-changed-not-you = Si no ha sido usted, elija enseguida una contraseña nueva y avise a quien administra este centro de ayuda.
mail-automatic = { $portal } ha enviado este mensaje automáticamente. Las respuestas no se leen.
