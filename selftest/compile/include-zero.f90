! carrel-expect: compile-error
! carrel-compile-limits: cpu=20s wall=20s memory=128MB
! carrel-why: a line that never ends, from a file that never ends.
program zeros
  include '/dev/zero'
end program zeros
