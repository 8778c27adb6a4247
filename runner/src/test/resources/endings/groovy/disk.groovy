new File("big").withOutputStream { big ->
    while (true) big.write(new byte[1 << 16])
}
