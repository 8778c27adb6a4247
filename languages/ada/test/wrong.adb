with Ada.Text_IO; use Ada.Text_IO;

procedure Main is
   Total : Integer := 1;
begin
   Put_Line (Totl'Image);
end Main;
