;; SBCL answers the signal itself unless its handler is taken away.
(sb-alien:alien-funcall
  (sb-alien:extern-alien "signal" (function sb-alien:unsigned-long sb-alien:int sb-alien:unsigned-long)) 11 0)
(sb-alien:alien-funcall (sb-alien:extern-alien "raise" (function sb-alien:int sb-alien:int)) 11)
