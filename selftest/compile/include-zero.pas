// carrel-expect: ok
// carrel-stdout: held
// carrel-compile-limits: cpu=2s wall=8s memory=128MB
// carrel-why: a source file that never ends; the compiler stops at its first NUL, and must come back.
program Zeros;

{$I /dev/zero}

begin
  WriteLn('held');
end.
