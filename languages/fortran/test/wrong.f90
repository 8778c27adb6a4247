program wrong
  implicit none
  integer :: total
  total = 1
  print *, totl
end program wrong
