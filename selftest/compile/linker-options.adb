-- carrel-expect: compile-error
-- carrel-lacks: CARREL-HOST-MARK
-- carrel-why: a pragma hands the linker options and scripts; it finds no file of the host.
procedure Main is
   pragma Linker_Options ("-Wl,-T,/var/tmp/carrel-selftest-mark");
   pragma Linker_Options ("@/var/tmp/carrel-selftest-mark");
begin
   null;
end Main;
