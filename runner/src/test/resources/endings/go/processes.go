package main

import "os/exec"

func main() {
	for {
		if err := exec.Command("sleep", "60").Start(); err != nil {
			panic(err)
		}
	}
}
