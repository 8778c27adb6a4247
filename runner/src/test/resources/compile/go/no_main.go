package main

func mian() {}
