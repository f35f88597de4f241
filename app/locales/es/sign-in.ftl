# Signing in, a forgotten password, and help for people whose address is a personal one.

## Signing in
sign-in-title = Iniciar sesión
sign-in-lead = Los administradores de una edición de pago acceden al teléfono, al chat y al correo electrónico una vez iniciada la sesión.
sign-in-lead-cases = Sus casos se abren al iniciar sesión con la cuenta que hizo la consulta.
sign-in-lead-desk = El espacio del equipo se abre al iniciar sesión para quienes trabajan para este centro de ayuda.
sign-in-email = Dirección de correo electrónico
sign-in-password = Contraseña
sign-in-submit = Iniciar sesión
sign-in-forgotten = He olvidado la contraseña
sign-in-personal = Mi dirección es personal
sign-in-no-password = Escriba su contraseña.
sign-in-mismatch = Esta dirección y esta contraseña no se corresponden. Compruebe ambas y vuelva a intentarlo. Si no recuerda bien la contraseña, puede elegir una nueva.
sign-in-wait-title = Han sido muchos intentos
sign-in-wait =
    { $minutes ->
        [one] Para impedir que alguien la adivine, espere aproximadamente un minuto antes de volver a intentarlo. No se ha bloqueado nada.
       *[other] Para impedir que alguien la adivine, espere unos { $minutes } minutos antes de volver a intentarlo. No se ha bloqueado nada.
    }
sign-in-personal-title = Esta dirección parece personal
sign-in-personal-text = Las cuentas de asistencia suelen tener una dirección de su organización. Con una dirección personal, los artículos y el foro le ayudan sin iniciar sesión.
sign-in-personal-action = Ayuda para cuentas personales
email-empty = Escriba su dirección de correo electrónico.
email-too-long = Es demasiado larga para una dirección de correo electrónico. Compruebe que no se haya pegado nada más con ella.
email-not-ascii = Esta dirección contiene una letra o un signo que aquí no se admite. Escríbala en lugar de pegarla: es fácil pasar por alto un acento o una letra de ancho completo.
email-malformed = Una dirección de correo electrónico tiene la forma nombre@example.org. Compruebe que no falte ninguna parte y que no haya espacios.
signed-out-title = Ha cerrado la sesión
signed-out-text = En un ordenador compartido, cierre también la ventana del navegador.
password-changed-title = Su nueva contraseña está guardada
password-changed-text = Se ha cerrado la sesión en todos los navegadores. Inicie sesión con la nueva contraseña.

## Forgotten password
forgotten-title = Elegir una contraseña nueva
forgotten-lead = Escriba la dirección con la que inicia sesión. Le enviaremos un enlace para elegir una contraseña nueva.
forgotten-submit = Enviar el enlace
forgotten-sent-title = Consulte su correo
forgotten-sent-text =
    { $minutes ->
        [one] Si existe una cuenta con esta dirección, hay un mensaje en camino. El enlace que contiene funciona una sola vez, durante un minuto.
       *[other] Si existe una cuenta con esta dirección, hay un mensaje en camino. El enlace que contiene funciona una sola vez, durante { $minutes } minutos.
    }
forgotten-sent-nothing = ¿No llega nada en unos minutos? Mire en la carpeta de correo no deseado, compruebe la dirección o pida el enlace otra vez.
forgotten-again = Usar otra dirección
forgotten-back = Volver al inicio de sesión
forgotten-no-mail-title = Este centro de ayuda no puede enviar correo
forgotten-no-mail-text = Pida a quien lo administra un enlace para elegir una contraseña nueva. Puede crearlo para su cuenta de inmediato.
forgotten-wait =
    { $minutes ->
        [one] Se han pedido enlaces varias veces. Espere aproximadamente un minuto antes de pedir otro; el último sigue funcionando.
       *[other] Se han pedido enlaces varias veces. Espere unos { $minutes } minutos antes de pedir otro; el último sigue funcionando.
    }

## New password
reset-title = Su contraseña nueva
reset-lead = Se cerrará la sesión en todos los navegadores que usan su cuenta.
reset-password = Contraseña nueva
password-hint = De { $min } a { $max } caracteres. Unas pocas palabras sin relación entre sí son fáciles de recordar y difíciles de adivinar.
reset-submit = Guardar la contraseña
reset-expired-title = Este enlace ya no funciona
reset-expired-text = Un enlace funciona una sola vez y por poco tiempo. Quizá haya pedido otro más reciente o ya haya usado este. Su cuenta no ha cambiado.
reset-expired-action = Recibir un enlace nuevo
password-missing = Escriba una contraseña nueva.
password-too-short =
    { $min ->
        [one] Use al menos { $min } carácter.
       *[other] Use al menos { $min } caracteres.
    }
password-too-long =
    { $max ->
        [one] Use como máximo { $max } carácter.
       *[other] Use como máximo { $max } caracteres.
    }
password-weak-common = Mucha gente usa esta contraseña u otra muy parecida, así que es de las primeras que se prueban. Elija palabras que nadie pondría juntas.
password-weak-personal = Se puede adivinar a partir de su nombre, su dirección o su organización. Elija palabras que no tengan que ver con usted.
password-weak-word = Una sola palabra se adivina pronto. Añada dos o tres que no tengan relación con ella.
password-weak-name = Los nombres se adivinan pronto. Añada dos o tres palabras que no tengan relación con ellos.
password-weak-keyboard = Las teclas contiguas se adivinan pronto. Elija mejor unas pocas palabras sin relación entre sí.
password-weak-repeat = Lo que se repite se adivina pronto, por largo que sea. Elija mejor unas pocas palabras distintas.
password-weak-sequence = Las series como abcd o 6543 se adivinan pronto. Elija mejor unas pocas palabras sin relación entre sí.
password-weak-date = Las fechas y los años se adivinan pronto. Elija mejor unas pocas palabras sin relación entre sí.
password-weak-short = Esta contraseña se adivina pronto. Alárguela: basta con una o dos palabras más.

## Help for personal addresses
personal-title = Ayuda para cuentas personales
personal-lead = Una cuenta personal no necesita contrato de asistencia: casi todo tiene respuesta aquí, y en el foro las personas se ayudan entre sí.
personal-first = Por dónde empezar
personal-gets = Qué incluye una cuenta personal
personal-gets-text = Todos los artículos, la búsqueda, el foro y la página de estado están abiertos para usted, gratis y sin iniciar sesión.
personal-gets-not = El teléfono, el chat y el correo electrónico forman parte de las ediciones de pago para organizaciones. Por eso una dirección personal no da acceso a ellos.
personal-admin = Si administra una organización
personal-admin-text = Inicie sesión con la cuenta de administrador con la que se gestionan los servicios de su organización. Su dirección suele terminar con el nombre de la organización, no con el de un proveedor de correo.
personal-admin-action = Iniciar sesión como administrador

## Header
header-account = Cuenta
header-account-of = Cuenta: { $name }
header-account-page = Su cuenta
header-organisations = Cambiar de organización
header-desk = Espacio del equipo
header-sign-out = Cerrar sesión
