package main

import (
	"fmt"
	"os"
)

func body() int

func main() {
	total := 1
	var text string = 1
	fmt.Println(totl)
}
