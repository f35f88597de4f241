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
mail-step-on-subject = El acceso a { $portal } se hace ahora en dos pasos
mail-step-on-text = A partir de ahora, después de la contraseña se pide un código de su aplicación.
mail-step-off-subject = El acceso a { $portal } vuelve a hacerse en un solo paso
mail-step-off-text = Se ha desactivado el segundo paso: ya no se pide ningún código.
mail-codes-subject = Nuevos códigos de recuperación para { $portal }
mail-codes-text = Se han creado códigos de recuperación nuevos para su cuenta. Los anteriores ya no sirven.
mail-step-not-you = Si no ha sido usted, cambie enseguida la contraseña, cierre la sesión en todas partes y avise a quien administra este centro de ayuda.
mail-account-action = Abrir la cuenta
mail-automatic = { $portal } ha enviado este mensaje automáticamente. Las respuestas no se leen.
