big = fopen("big", "w");
while fwrite(big, zeros(1, 65536, "uint8")) > 0 && fflush(big) == 0
end
exit(1)
