! carrel-expect: time-limit
! carrel-compile-limits: cpu=2s wall=8s memory=256MB
! carrel-why: one declaration with an initial value is as large as it says, in the compiler first.
program large
  implicit none
  integer :: n
  integer :: huge_table(200000000) = [(n, n = 1, 200000000)]
  print *, 'breach', huge_table(5)
end program large
