uses
  BaseUnix;

var
  child: TPid;
begin
  while True do
  begin
    child := FpFork;
    if child < 0 then Halt(1);
    if child = 0 then
    begin
      FpSleep(60);
      Halt(0);
    end;
  end;
end.
