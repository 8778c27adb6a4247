options(warn = 2)
big <- file("big", open = "wb")
repeat writeBin(raw(65536), big)
