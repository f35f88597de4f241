# Words of the interface. Every message stands in every locale; the build fails otherwise.

## Frame
skip-to-content = Ir al contenido
home-link = { $name }: inicio
nav-label = Navegación principal
nav-articles = Artículos
nav-policies = Normas de asistencia
nav-contact = Contacto
nav-status = Estado
menu = Menú
language-label = Idioma
theme-label = Apariencia
theme-auto = Según el sistema
theme-light = Claro
theme-dark = Oscuro
breadcrumbs-label = Ubicación actual
# Between the names of a list.
list-separator = { ", " }
colon = { ": " }
footer-label = Acerca de este centro de ayuda
footer-forum = Foro
footer-imprint = Aviso legal
footer-privacy = Privacidad

## Search box
search-label = Buscar en el centro de ayuda
search-placeholder = Describa el problema
search-button = Buscar
search-all = Ver todos los resultados de «{ $query }»
search-ask-forum = Preguntar a la comunidad
search-group-articles = Artículos
search-group-categories = Temas
search-announce = Sugerencias: { $count }
search-announce-none = No hay sugerencias

## Home
home-title = ¿En qué podemos ayudarle?
home-topics = Explorar por tema
home-featured = Los artículos más útiles
home-ways = Otras formas de obtener ayuda
way-forum-title = Preguntar a la comunidad
way-forum-text = Abierto a todo el mundo. Responden personas que usan { $organisation } a diario, y también nuestro equipo.
way-forum-action = Ir al foro
way-policies-text = Quién puede contactar con nosotros, cómo se mide la urgencia y qué ocurre después de escribir.
way-policies-action = Leer las normas
way-contact-title = Contactar con el equipo de asistencia
way-contact-text = Teléfono, chat y correo electrónico para administradores de ediciones de pago.
way-contact-action = Ver las vías de contacto
category-more = Todos los artículos ({ $count })
category-count =
    { $count ->
        [0] Aún no hay artículos
        [one] { $count } artículo
       *[other] { $count } artículos
    }
home-empty-title = El primer artículo está por llegar
home-empty-text = Coloque archivos Markdown en la carpeta de contenido, con una carpeta para cada idioma, y aparecerán aquí en cuanto se guarden.

## Categories and articles
categories-title = Artículos de ayuda
categories-text = Todos los artículos, por tema.
category-empty = Aún no hay nada escrito sobre este tema.
article-updated = Actualizado el { $date }
article-minutes =
    { $minutes ->
        [one] { $minutes } minuto de lectura
       *[other] { $minutes } minutos de lectura
    }
article-about = Sobre: { $services }
article-toc = En esta página
article-enlarge = Ampliar: { $image }
article-enlarged-close = Cerrar
article-related = Artículos relacionados
article-languages = Leer este artículo en
article-audience-customers = Para quienes tienen una edición de pago
article-audience-admins = Para administradores de una edición de pago
article-fallback-title = Este artículo aún no está disponible en su idioma ({ $language })
article-fallback-text = Idioma mostrado: { $original }.
article-stale-title = Esta traducción no está al día
article-stale-text = El original se modificó el { $date }. Algunos pasos pueden ser distintos.
article-stale-link = Leer el original
article-anchor = Enlace a esta sección
article-back-to-text = Volver al texto
article-task-done = Hecho
article-task-to-do = Pendiente
still-stuck-title = ¿Sigue sin resolverse?
still-stuck-text = Algunos problemas necesitan la ayuda de una persona. Elija la vía que más le convenga.
callout-note = Nota
callout-tip = Consejo
callout-important = Importante
callout-warning = Advertencia
callout-caution = Precaución

## Search results
results-title = Búsqueda
results-title-query = Resultados de «{ $query }»
results-count =
    { $count ->
        [0] Ningún artículo encontrado
        [one] { $count } artículo encontrado
       *[other] { $count } artículos encontrados
    }
results-corrected = Se muestran los resultados de «{ $corrected }».
results-literal = Buscar «{ $query }» en su lugar
results-filter = Tema
results-filter-all = Todos los temas
results-section = En la sección «{ $section }»
results-pages = Páginas de resultados
results-previous = Anterior
results-next = Siguiente
results-page = Página { $page } de { $pages }
results-empty-query-title = ¿Qué está buscando?
results-empty-query-text = Bastan unas pocas palabras: lo que quiere hacer o el mensaje que aparece.
results-none-title = No hay resultados para «{ $query }»
results-none-text = Hemos buscado en todos los artículos, también otras formas de sus palabras y posibles erratas.
results-none-hints = Lo que suele ayudar: menos palabras, otra palabra para lo mismo o el texto exacto del error.
results-none-here-title = No hay resultados para «{ $query }» en { $category }
results-none-here-text =
    { $count ->
        [one] Hay { $count } artículo que coincide en otro tema.
       *[other] Hay { $count } artículos que coinciden en otros temas.
    }
results-none-category = Buscar en todos los temas
results-browse = O explore por tema
results-error-title = La búsqueda no responde
results-error-text = Los artículos siguen ahí; solo la búsqueda está saturada o no disponible. Vuelva a intentarlo en un minuto o explore por tema.
results-retry = Reintentar

## Support policies
policies-text = Quién puede contactar con nosotros, cómo decidimos qué va primero y cómo termina una solicitud.
policies-audiences = Qué asistencia recibe cada persona
policies-entitled = Incluye teléfono, chat y correo electrónico
policies-priorities = Prioridades
policies-priorities-text = Cada solicitud tiene una de las cuatro prioridades.
policies-col-priority = Prioridad
policies-col-meaning = Qué significa
policies-col-example = Por ejemplo
policies-col-first-response = Primera respuesta
policies-response-times = Cuándo recibe respuesta
policies-investigation = Cuando hay que investigar más a fondo
policies-evidence = Lo que más nos ayuda
policies-outcomes = Cómo termina una solicitud
policies-questionnaire = Después
policies-providers = Quién responde
policies-related = Más información

## Problems
problem-not-found-title = No encontramos esta página
problem-not-found-text = Puede que la dirección sea antigua o contenga una errata. Si el artículo se ha movido, suele aparecer al buscar su título.
problem-no-case-title = No encontramos este caso
problem-no-case-text = Ningún caso tiene esta referencia, o no está abierto para esta cuenta. Compruebe la referencia en el correo de confirmación y que la sesión sea la de la cuenta que hizo la consulta.
problem-no-case-desk = Ningún caso tiene esta referencia. Compruébela con quien se la haya dado o busque el caso en el espacio del equipo.
problem-bad-request-title = No hemos podido leer esa dirección
problem-bad-request-text = Contiene algo que no está bien formado. Vuelva a empezar desde el centro de ayuda o busque lo que necesita.
problem-internal-title = Algo ha fallado por nuestra parte
problem-internal-text = El fallo ha quedado registrado. Vuelva a intentarlo dentro de un momento; si se repite, facilítenos el código que aparece abajo.
problem-method-not-allowed-title = Eso no se puede hacer en esta dirección
problem-method-not-allowed-text = Vuelva atrás y use el botón o el enlace de la página.
problem-too-large-title = Era demasiado de una vez
problem-too-large-text = Acorte el envío e inténtelo de nuevo.
problem-entitlement-title = Página para administradores de ediciones de pago
problem-entitlement-text = En la página de contacto se indica cómo acceder y qué puede ayudar mientras tanto.
problem-timeout-title = El envío ha tardado demasiado
problem-timeout-text = Puede que la conexión sea lenta. Inténtelo de nuevo.
problem-sign-in-required-title = Primero hay que iniciar sesión
problem-sign-in-required-text = Esta página pertenece a una cuenta. Al iniciar sesión se vuelve directamente aquí.
problem-forbidden-title = Esta página no está abierta para esta cuenta
problem-forbidden-text = La sesión está iniciada, pero la página es para otras personas. Si debería abrirse, consulte con quien gestiona este centro de ayuda.
problem-cross-site-title = La petición venía de otro sitio
problem-cross-site-text = Por seguridad, solo aceptamos cambios desde nuestras propias páginas. Abra la página aquí e inténtelo de nuevo.
problem-invalid-title = Hay algo que corregir en el formulario
problem-invalid-text = Vuelva atrás, revise lo señalado y envíelo otra vez. No se ha cambiado nada.
problem-too-many-requests-title = Demasiados intentos en poco tiempo
problem-too-many-requests-text = Espere unos minutos y vuelva a intentarlo. No hay nada bloqueado.
problem-storage-unavailable-title = Ahora mismo no se puede acceder a las cuentas
problem-storage-unavailable-text = Los artículos y la búsqueda siguen funcionando. Inténtelo de nuevo en un minuto: nada de lo enviado se ha perdido.
problem-again-title = Enviarlo de nuevo
problem-again-text = Lo que escribió no se ha enviado. El texto está abajo y no se guarda en ningún otro sitio: envíelo de nuevo dentro de un momento. Los archivos hay que volver a elegirlos.
problem-again-form = Ahora mismo no se ha podido aceptar el envío. Sus respuestas y archivos anteriores están guardados, y lo último que eligió o escribió va incluido. Envíelo de nuevo dentro de un momento: nada llegará dos veces.
problem-again-label = Lo que escribió
problem-again-send = Enviar de nuevo
problem-code = Código: { $code }
problem-home = Volver a la página de inicio
