program flood
  do
    print '(a)', '0123456789012345678901234567890123456789'
  end do
end program flood
