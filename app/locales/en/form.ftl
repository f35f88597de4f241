# The guided form: from a problem to a case, or to the right forum.

policies-business-hours = Business hours: { $hours }.
