total = 1;
disp(totl + 1)
