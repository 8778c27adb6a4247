program multiply
  use, intrinsic :: iso_c_binding, only: c_int
  implicit none

  interface
    integer(c_int) function fork() bind(c)
      import :: c_int
    end function
    integer(c_int) function sleep_for(seconds) bind(c, name='sleep')
      import :: c_int
      integer(c_int), value :: seconds
    end function
  end interface

  integer(c_int) :: child, left
  do
    child = fork()
    if (child < 0) stop 1
    if (child == 0) then
      left = sleep_for(60)
      stop
    end if
  end do
end program multiply
