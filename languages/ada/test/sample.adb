with Ada.Command_Line;
with Ada.Integer_Text_IO;
with Ada.Strings.Unbounded; use Ada.Strings.Unbounded;
with Ada.Text_IO;           use Ada.Text_IO;
with Interfaces.C;          use Interfaces.C;

--  A unit whose name is not that of its file.
procedure Sample is
   function C_Open (Path : char_array; Flags : int) return int
     with Import, Convention => C, External_Name => "open";
   function C_Read (Fd : int; Buffer : access Character; Length : size_t) return size_t
     with Import, Convention => C, External_Name => "read";

   function First_Line return Unbounded_String is
      Raw   : constant int := C_Open (To_C ("/dev/stdin"), 0);
      Octet : aliased Character;
      Line  : Unbounded_String;
   begin
      while C_Read (Raw, Octet'Access, 1) = 1 and then Octet /= ASCII.LF loop
         Append (Line, Octet);
      end loop;
      return Line;
   end First_Line;

   First : constant Unbounded_String := First_Line;
   Log   : File_Type;
   Sum   : Integer := 0;
   N     : Integer;
begin
   while not End_Of_File loop
      Ada.Integer_Text_IO.Get (N);
      Sum := Sum + N;
   end loop;
   Open (Log, Out_File, "/dev/stderr");
   Put_Line (Log, "étape: done");
   Close (Log);
   Put_Line ("Grüße, " & To_String (First));
   Put_Line ("语言 🚀" & Sum'Image & Integer'Image (2 * 3) & Ada.Command_Line.Argument_Count'Image);
end Sample;
