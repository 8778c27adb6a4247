{ Text appears as it is printed, as on a terminal: otherwise a program that is stopped shows nothing. }
unit carrel;

interface

implementation

initialization
  TextRec(Output).FlushFunc := TextRec(Output).InOutFunc;
end.
