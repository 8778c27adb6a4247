var
  big: file;
  block: array[1..65536] of Byte;
begin
  FillChar(block, SizeOf(block), 0);
  Assign(big, 'big');
  Rewrite(big, 1);
  while True do
    BlockWrite(big, block, SizeOf(block));
end.
