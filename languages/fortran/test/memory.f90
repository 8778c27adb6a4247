program hungry
  implicit none
  type :: block
    integer, allocatable :: words(:)
  end type
  type(block) :: blocks(100000)
  integer :: i
  do i = 1, size(blocks)
    allocate (blocks(i)%words(2097152))
    blocks(i)%words = i
  end do
  print *, blocks(1)%words(1)
end program hungry
