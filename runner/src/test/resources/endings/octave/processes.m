system("while sleep 60 & do :; done");
exit(1)
