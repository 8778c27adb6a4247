def blocks = []
while (true) blocks << new byte[4 << 20]
