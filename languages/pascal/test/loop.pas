program Endless;

var
  turns: Integer;
begin
  turns := 0;
  while True do
    turns := (turns + 1) mod 1000;
end.
