program Hungry;

var
  block: Pointer;
begin
  while True do
  begin
    GetMem(block, 8 * 1024 * 1024);
    FillChar(block^, 8 * 1024 * 1024, 1);
  end;
end.
