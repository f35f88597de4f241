# One's own account: password, second step, sessions, organisation; and signing in through an identity provider.

## Signing in through a provider
sign-in-providers = O inicie sesión de otra manera
sign-in-provider = Continuar con { $name }

## Signing in through a provider that did not come to an end
provider-unreachable-title = { $name } no responde
provider-unreachable-text = Su cuenta no tiene ningún problema. Vuelva a intentarlo en unos minutos o inicie sesión de otra manera.
provider-untrusted-title = { $name } dio una respuesta en la que no podemos confiar
provider-untrusted-text = Por seguridad no se ha iniciado la sesión. Inténtelo una vez más; si vuelve a ocurrir, avise a quien administra este centro de ayuda.
provider-declined-title = No se ha iniciado sesión con { $name }
provider-declined-text = Se canceló, o su cuenta en ese proveedor no puede usarse aquí. No se ha cambiado nada.
provider-stale-title = Este inicio de sesión ya no es válido
provider-stale-text = Duró más de diez minutos, ya había terminado o empezó en otro navegador. Empiece de nuevo desde aquí.
provider-unverified-title = Su dirección de correo aún no está confirmada
provider-unverified-text = { $name } no indica que la dirección sea suya. Confírmela allí primero y vuelva a iniciar sesión.
provider-address-taken-title = Ya existe una cuenta con su dirección
provider-address-taken-text = { $name } no está autorizado para abrirla. Inicie sesión con su contraseña; quien administra este centro de ayuda puede autorizar { $name } para las direcciones de su organización.
provider-suspended-title = Esta cuenta está suspendida
provider-suspended-text = De momento no puede iniciar sesión. Si cree que es un error, escriba a quien le dio la cuenta.
provider-again = Volver a intentarlo con { $name }
provider-other-ways = Iniciar sesión de otra manera
provider-set-password = Crear una contraseña

## The second step of signing in
second-factor-title = Escriba su código
second-factor-text = Abra su aplicación de autenticación y escriba el código que muestra para este portal.
second-factor-code = Código
second-factor-code-hint = Seis cifras
second-factor-continue = Continuar
second-factor-wrong = Ese código no es correcto o ya se ha usado. Espere al siguiente y escríbalo tal como aparece en la aplicación.
second-factor-recovery-title = Escriba un código de recuperación
second-factor-recovery-text = Cada código de recuperación que recibió sirve una sola vez.
second-factor-recovery-code = Código de recuperación
second-factor-recovery-hint = Cuatro grupos de cuatro caracteres
second-factor-recovery-wrong = Ese código de recuperación no es uno de los suyos o ya se ha usado.
second-factor-use-recovery = Usar un código de recuperación
second-factor-use-app = Usar la aplicación de autenticación
second-factor-over-title = Inicie sesión de nuevo
second-factor-over-text = El segundo paso duró más de diez minutos o se escribieron demasiados códigos incorrectos. No se ha bloqueado nada.
second-factor-sign-in = Iniciar sesión
second-factor-wait-title = Espere antes del siguiente código
second-factor-wait-text =
    { $minutes ->
        [one] Demasiados códigos incorrectos. Vuelva a intentarlo en un minuto. No se ha bloqueado nada.
       *[other] Demasiados códigos incorrectos. Vuelva a intentarlo en { $minutes } minutos. No se ha bloqueado nada.
    }

## The account page
account-title = Su cuenta
account-name = Nombre
account-email = Dirección de correo
account-organisation = Organización
account-organisation-personal = Ninguna: es una cuenta personal
account-organisation-unchosen = Aún sin elegir
account-role-administrator = Administrador
account-role-member = Miembro
account-organisation-line = { $name } ({ $edition }), { $role }
account-organisation-choose = Elegir una organización
account-staff = Equipo del centro de ayuda
account-staff-waits = Active el segundo paso para seguir trabajando
account-staff-waits-text = Este portal pide a su equipo un segundo paso al iniciar sesión. Hasta que lo active, verá lo mismo que cualquier lector.

account-password = Contraseña
account-password-text = Al cambiarla, se cierra la sesión en todos los demás dispositivos.
account-password-present = Contraseña actual
account-password-new = Contraseña nueva
account-password-save = Cambiar la contraseña
account-password-none = Inicia sesión a través de un proveedor, así que no hay contraseña que cambiar.
account-password-set = Crear una contraseña por correo
account-password-wrong = Esta no es su contraseña actual.
account-password-changed = Su contraseña ha cambiado
account-password-changed-text = Se ha cerrado la sesión en todos los demás dispositivos.
account-wait =
    { $minutes ->
        [one] Demasiados intentos incorrectos. Vuelva a intentarlo en un minuto. No se ha bloqueado nada.
       *[other] Demasiados intentos incorrectos. Vuelva a intentarlo en { $minutes } minutos. No se ha bloqueado nada.
    }

account-factor = Segundo paso al iniciar sesión
account-factor-off = Desactivado. Una vez activado, se pide además un código de una aplicación de su teléfono: quien descubra su contraseña seguirá sin poder entrar.
account-factor-set-up = Configurar el segundo paso
account-factor-scan = Escanee esto con una aplicación de autenticación
account-factor-open = Abrir en una aplicación de este dispositivo
account-factor-qr = Código QR con la clave para su aplicación de autenticación
account-factor-key = Si no puede escanearlo, escriba esta clave en la aplicación
account-factor-code = Código que muestra ahora la aplicación
account-factor-code-wrong = Ese código no es correcto. Espere al siguiente y escríbalo tal como aparece en la aplicación.
account-factor-expired = La configuración duró más de media hora. Borre la entrada de la aplicación y escanee el código nuevo.
account-factor-password = Su contraseña
account-factor-password-wrong = Esta no es su contraseña.
account-factor-turn-on = Activar
account-factor-cancel = Cancelar
account-factor-since = Activado desde el { $date }.
account-factor-codes-left =
    { $count ->
        [0] No queda ningún código de recuperación. Cree otros para poder entrar sin su teléfono.
        [one] Queda { $count } código de recuperación.
       *[other] Quedan { $count } códigos de recuperación.
    }
account-factor-new-codes = Crear códigos de recuperación nuevos
account-factor-new-codes-text = Los que tiene dejan de funcionar.
account-factor-turn-off = Desactivar el segundo paso
account-factor-turn-off-text = A partir de entonces bastará su contraseña para iniciar sesión.
account-factor-turned-off = El segundo paso está desactivado
account-factor-turned-on = El segundo paso está activado
account-proof-code = Código de la aplicación o código de recuperación
account-proof-code-wrong = Ese código no es correcto o ya se ha usado.
account-codes-title = Sus códigos de recuperación
account-codes-text = Cada uno permite iniciar sesión una vez sin su teléfono. Guárdelos donde pueda encontrarlos cuando los necesite: solo se muestran esta vez.
account-codes-kept = Ya los he guardado

account-sessions = Dónde tiene la sesión iniciada
account-session-browser = { $browser } en { $system }
account-session-unknown = Navegador desconocido
account-session-here = Este navegador
account-session-began = Inicio de sesión: { $when }
account-session-seen = Último uso: { $when }
account-session-end = Cerrar sesión
account-session-end-of = Cerrar sesión en { $browser }, iniciada el { $when }
account-session-ended = La sesión de ese navegador está cerrada
account-sessions-end = Cerrar sesión en todas partes
account-sessions-end-text = También en este navegador. Puede volver a iniciarla enseguida.

account-providers = Proveedores de acceso
account-providers-text = También puede iniciar sesión a través de estos proveedores.

## Choosing an organisation
organisations-title = ¿En nombre de qué organización?
organisations-text = Pertenece a varias organizaciones. Lo que ve y con quién puede contactar depende de la que elija.
organisations-legend = Organización
organisations-continue = Continuar
organisations-missing = Elija la organización en cuyo nombre actúa.
organisations-none = No pertenece a ninguna organización: es una cuenta personal.
organisations-back = Volver a su cuenta
organisations-suspended = Suspendida
organisations-one = { $edition } · { $role }
