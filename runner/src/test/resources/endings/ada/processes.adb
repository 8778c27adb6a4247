with Interfaces.C; use Interfaces.C;

procedure Main is
   function Fork return int with Import, Convention => C, External_Name => "fork";
   Child : int;
begin
   loop
      Child := Fork;
      if Child < 0 then
         raise Program_Error with "no more processes";
      elsif Child = 0 then
         delay 60.0;
         return;
      end if;
   end loop;
end Main;
