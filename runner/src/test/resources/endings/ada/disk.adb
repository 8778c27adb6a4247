with Ada.Streams.Stream_IO; use Ada.Streams.Stream_IO;

procedure Main is
   Big   : File_Type;
   Block : constant Ada.Streams.Stream_Element_Array := (1 .. 65536 => 0);
begin
   Create (Big, Out_File, "big");
   loop
      Write (Big, Block);
   end loop;
end Main;
