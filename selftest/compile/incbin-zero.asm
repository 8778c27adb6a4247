; carrel-expect: runtime-error
; carrel-compile-limits: cpu=3s wall=8s memory=128MB
; carrel-machine: x86_64
; carrel-why: a compiler that leaves something that is no program, here after a device without end, is the fault of its source and not of the house.
global _start

section .text
_start:
        incbin  "/dev/zero"
