program Sample;

uses
  BaseUnix, SysUtils;

function FirstLine: string;
var
  raw: cint;
  octet: Char;
begin
  Result := '';
  raw := FpOpen('/dev/stdin', O_RdOnly);
  while (FpRead(raw, octet, 1) = 1) and (octet <> #10) do
    Result := Result + octet;
  FpClose(raw);
end;

var
  first: string;
  log: TextFile;
  n, sum: Integer;
begin
  first := FirstLine;
  sum := 0;
  while not SeekEof do
  begin
    Read(n);
    sum := sum + n;
  end;
  Assign(log, '/dev/stderr');
  Rewrite(log);
  WriteLn(log, 'étape: done');
  Close(log);
  WriteLn('Grüße, ', first);
  WriteLn(Format('语言 🧮 %d %.0f %d', [sum, Sqrt(36.0), ParamCount]));
end.
