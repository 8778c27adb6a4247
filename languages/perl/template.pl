use strict;
use warnings;

print "What is your name? ";
chomp(my $name = <STDIN>);
print "Hello, $name!\n";
