tools::pskill(Sys.getpid(), 11)
Sys.sleep(1)
