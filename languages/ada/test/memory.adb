procedure Main is
   type Block is array (1 .. 8 * 1024 * 1024) of Character;
   type Place is access Block;
   Here : Place with Volatile;
begin
   loop
      Here := new Block'(others => 'x');
   end loop;
end Main;
