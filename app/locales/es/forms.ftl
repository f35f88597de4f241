# Forms, on every page that has one.

form-errors-title = Revise esto antes de continuar
form-error-sign = Error:
form-error-title = Error: { $title }
copy = Copiar
copy-done = Copiado
