package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"sort"
)

type pair[K comparable, V any] struct {
	key   K
	value V
}

func sorted[V any](all map[string]V) (found []pair[string, V]) {
	for key, value := range all {
		found = append(found, pair[string, V]{key, value})
	}
	sort.Slice(found, func(i, j int) bool { return found[i].key < found[j].key })
	return
}

func main() {
	_, file, line, _ := runtime.Caller(0)
	fmt.Println(sorted(map[string]int{"b": 2, "a": 1}), file, line, runtime.Version())
	fmt.Fprintln(os.Stderr, errors.Join(os.ErrExist, os.ErrClosed))
	done := make(chan int)
	go func() { done <- 1 }()
	var empty []int
	fmt.Println(empty[<-done])
}
