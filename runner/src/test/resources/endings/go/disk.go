package main

import "os"

func main() {
	big, err := os.Create("big")
	for err == nil {
		_, err = big.Write(make([]byte, 1<<16))
	}
	panic(err)
}
