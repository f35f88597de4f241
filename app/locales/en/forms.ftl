# Forms, on every page that has one.

form-errors-title = Please check this first
form-error-sign = Error:
form-error-title = Error: { $title }
copy = Copy
copy-done = Copied
