use strict;
my $total = 1;
print $totl + 1;
