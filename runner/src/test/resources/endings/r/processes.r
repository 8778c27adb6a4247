repeat parallel::mcparallel(Sys.sleep(60))
