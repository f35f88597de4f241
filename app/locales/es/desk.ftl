# El puesto del equipo: quién llama, y el portal con otros ojos.

desk-title = Puesto del equipo
desk-lead = Ha iniciado sesión como { $name }, { $role }.
desk-role-agent = asistencia
desk-role-editor = redacción
desk-role-operator = operación
desk-here = Aquí están las herramientas de quienes trabajan para el centro de ayuda.
desk-pin-title = ¿Quién llama?
desk-pin-text = Pida el PIN que aparece en la página de contacto de quien llama. Tiene ocho cifras y vale { $minutes } minutos.
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
desk-pin-not-yours = Los PIN los comprueban aquí la asistencia y la operación.
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
desk-caller-administrator = Administración
desk-caller-member = Miembro
desk-caller-staff = Trabaja para este centro de ayuda
desk-caller-valid =
    { $minutes ->
        [one] El PIN vale { $minutes } minuto más.
       *[other] El PIN vale { $minutes } minutos más.
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
