package main

import "runtime/debug"

func main() {
	debug.SetTraceback("crash")
	var nothing *int
	*nothing = 1
}
