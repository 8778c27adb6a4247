package main

import (
	"os"
	"runtime/debug"
	"syscall"
	"time"
)

func main() {
	debug.SetTraceback("crash")
	syscall.Kill(os.Getpid(), syscall.SIGABRT)
	time.Sleep(time.Minute)
}
