program Wrong;

var
  total: Integer;
begin
  total := 1;
  WriteLn(totl);
end.
