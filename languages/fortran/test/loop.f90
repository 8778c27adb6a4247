program endless
  implicit none
  integer, volatile :: turns
  turns = 0
  do
    turns = mod(turns + 1, 1000)
  end do
end program endless
