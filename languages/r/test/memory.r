blocks <- list()
repeat blocks[[length(blocks) + 1]] <- raw(8 * 2^20)
