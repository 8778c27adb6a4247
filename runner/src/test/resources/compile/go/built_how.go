package main

import (
	"fmt"
	"runtime/debug"
)

func main() {
	info, known := debug.ReadBuildInfo()
	fmt.Println(known, info.GoVersion, info.Path)
}
