with System;

--  Ada's runtime would make an exception of the signal.
procedure Main is
   procedure Handle (Number : Integer; Handler : System.Address) with Import, Convention => C, External_Name => "signal";
   procedure Crash with Import, Convention => C, External_Name => "abort";
begin
   Handle (6, System.Null_Address);
   Crash;
end Main;
