program sample
  use, intrinsic :: iso_c_binding, only: c_char, c_int, c_null_char, c_size_t
  implicit none

  interface
    integer(c_int) function c_open(path, flags) bind(c, name='open')
      import :: c_char, c_int
      character(kind=c_char), intent(in) :: path(*)
      integer(c_int), value :: flags
    end function
    integer(c_size_t) function c_read(fd, buffer, length) bind(c, name='read')
      import :: c_char, c_int, c_size_t
      integer(c_int), value :: fd
      character(kind=c_char), intent(out) :: buffer(*)
      integer(c_size_t), value :: length
    end function
  end interface

  character(len=:), allocatable :: first
  character(kind=c_char) :: octet(1)
  integer :: numbers(4), log, raw

  first = ''
  raw = c_open('/dev/stdin' // c_null_char, 0)
  do while (c_read(raw, octet, 1_c_size_t) == 1)
    if (octet(1) == new_line('a')) exit
    first = first // octet(1)
  end do
  read *, numbers
  open (newunit=log, file='/dev/stderr', action='write')
  write (log, '(a)') 'étape: done'
  close (log)
  print '(2a)', 'Grüße, ', first
  print '(a, 3(1x, i0))', '语言 🔬', sum(numbers), nint(sqrt(36.0)), command_argument_count()
end program sample
