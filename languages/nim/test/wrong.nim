let total = 1
echo totl
