use v5.36;
use utf8;
use open qw(:std :encoding(UTF-8));
use List::Util qw(sum);
use POSIX qw(floor);

open my $raw, '<:unix', '/dev/stdin' or die $!;
my ($first, $octet) = ('', '');
$first .= $octet while sysread($raw, $octet, 1) && $octet ne "\n";
utf8::decode($first);
my @numbers = map { split } <STDIN>;
open my $log, '>', '/dev/stderr' or die $!;
say $log 'étape: done';
say "Grüße, $first ", length $first;
say '语言 🐪 ', sum(@numbers), ' ', floor(2.5), ' ', scalar @ARGV;
