open my $big, '>', 'big' or die $!;
print $big "\0" x 65536 or die "big: $!" while 1;
