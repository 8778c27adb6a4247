package lesson

func main() {}
