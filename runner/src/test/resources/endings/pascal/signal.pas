uses
  BaseUnix;

begin
  FpKill(FpGetpid, SIGABRT);
end.
