1;
function total = addUp(numbers)
  total = sum(numbers);
end

raw = fopen("/dev/stdin", "r");
first = fgetl(raw);
numbers = fscanf(raw, "%d")';
log = fopen("/dev/stderr", "w");
fprintf(log, "étape: done\n");
fclose(log);
printf("Grüße, %s %d\n", first, length(unicode2native(first)));
solution = [2 1; 1 3] \ [3; 5];
printf("语言 🧮 %d %.1f %.1f %d\n", addUp(numbers), solution, numel(argv()));
