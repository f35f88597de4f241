# The guided form: from a problem to a case, or to the right forum.

policies-business-hours = 営業時間：{ $hours }
