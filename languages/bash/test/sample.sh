read -r first
read -r line < /dev/stdin
echo "étape: done" > /dev/stderr
sum=0
for n in $line $(cat /dev/stdin); do sum=$((sum + n)); done
echo "Grüße, $first"
echo "语言 🐚 $sum $(printf '12 18\n' | awk '{ print $2 - $1 }') $#"
