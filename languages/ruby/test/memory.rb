blocks = []
loop { blocks << "x" * (8 << 20) }
