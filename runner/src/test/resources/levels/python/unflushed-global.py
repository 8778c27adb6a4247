f=open("/dev/stdout","w")
f.write("late")
