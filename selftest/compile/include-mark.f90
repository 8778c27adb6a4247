! carrel-expect: compile-error
! carrel-lacks: CARREL-HOST-MARK
! carrel-why: Fortran's include reads any file, and diagnostics quote it.
program stolen
  include '/var/tmp/carrel-selftest-mark'
  include '/etc/shadow'
end program stolen
