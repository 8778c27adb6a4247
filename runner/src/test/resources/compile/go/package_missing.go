package main

import (
	"fmt"
	"strigns"
	"example.com/far/away"
)

func main() { fmt.Println(strigns.ToUpper(away.Name)) }
