program fill
  implicit none
  integer :: big, block(16384) = 0
  open (newunit=big, file='big', access='stream', form='unformatted')
  do
    write (big) block
  end do
end program fill
