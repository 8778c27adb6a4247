package main

import "fmt"

var second = area(1)

func init() { fmt.Println("init of area") }

func area(side int) int { return side * side }
