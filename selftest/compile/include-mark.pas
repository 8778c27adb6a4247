// carrel-expect: compile-error
// carrel-lacks: CARREL-HOST-MARK
// carrel-why: Pascal's directives include and link any file by name.
program Stolen;

{$L /var/tmp/carrel-selftest-mark}
{$I /var/tmp/carrel-selftest-mark}

begin
  WriteLn('breach');
end.
