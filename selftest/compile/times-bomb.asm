; carrel-expect: time-limit
; carrel-compile-limits: cpu=2s wall=8s memory=128MB
; carrel-machine: x86_64
; carrel-why: one line makes an object file of a gigabyte.
global _start

section .data
        times 1 << 30 db 1

section .text
_start:
        ret
