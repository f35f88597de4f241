# Lo que dicen del foro las páginas del portal.

forum-results-title = En el foro
forum-results-jump = En el foro: { $count }
forum-results-elsewhere = Puede que otras personas hayan preguntado lo mismo. Lo que allí se lee lo escriben quienes usan el producto, no nuestro equipo.
forum-results-later = Buscando en el foro…
forum-results-count =
    { $count ->
        [one] { $count } tema, escrito por personas que usan el producto y no por nuestro equipo
       *[other] { $count } temas, escritos por personas que usan el producto y no por nuestro equipo
    }
forum-results-none = Ningún tema contiene todavía estas palabras.
forum-results-nothing = El foro no responde en este momento. Se puede buscar allí directamente.
forum-results-search = Buscar en el foro
forum-topic-answered = Resuelto
forum-topic-closed = Cerrado
forum-topic-replies =
    { $count ->
        [0] Sin respuestas todavía
        [one] { $count } respuesta
       *[other] { $count } respuestas
    }
forum-topic-last = Último mensaje: { $date }
forum-top-title = Lo más leído del foro
