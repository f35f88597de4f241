# Why a result stands where it stands: shown to staff, under each hit.

why-title = Por qué este resultado
why-word = Palabra
why-matched = Encontrada
why-by = Cómo
why-field = Dónde
why-score = Puntos
why-besides = También cuenta:
why-by-exact = tal cual
why-by-stem = otra forma
why-by-prefix = comienzo de la palabra
why-by-typo = errata probable
why-by-synonym = sinónimo
why-by-part = parte de una palabra compuesta
why-field-title = título
why-field-heading = encabezado
why-field-keywords = palabras clave
why-field-description = descripción
why-field-body = texto
