n=0
while :; do
  printf -v "block$n" '%08000000d' 0
  n=$((n + 1))
done
