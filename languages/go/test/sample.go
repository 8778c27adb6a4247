package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"
	"unicode/utf8"
)

func firstLine() string {
	raw, err := os.Open("/dev/stdin")
	if err != nil {
		panic(err)
	}
	defer raw.Close()
	var line strings.Builder
	octet := make([]byte, 1)
	for {
		if n, _ := raw.Read(octet); n == 0 || octet[0] == '\n' {
			return line.String()
		}
		line.Write(octet)
	}
}

func main() {
	first := firstLine()
	words := bufio.NewScanner(os.Stdin)
	words.Split(bufio.ScanWords)
	sum := 0
	var seen []int
	for words.Scan() {
		var n int
		fmt.Sscan(words.Text(), &n)
		sum += n
		seen = append(seen, n)
	}
	sort.Sort(sort.Reverse(sort.IntSlice(seen)))
	if err := os.WriteFile("/dev/stderr", []byte("étape: done\n"), 0); err != nil {
		panic(err)
	}
	fmt.Println("Grüße,", first)
	fmt.Println("语言 🐹", sum, seen[0], utf8.RuneCountInString("né🐍"), len(os.Args))
}
