package main

import "fmt"

var first = second + 1

func init() { fmt.Println("init of main") }
func main() { fmt.Println(first, area(3)) }
