with Ada.Text_IO;

procedure Main is
begin
   loop
      Ada.Text_IO.Put_Line ("0123456789012345678901234567890123456789");
   end loop;
end Main;
