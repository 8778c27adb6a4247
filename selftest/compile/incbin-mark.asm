; carrel-expect: compile-error
; carrel-lacks: CARREL-HOST-MARK
; carrel-machine: x86_64
; carrel-why: an assembler's own word for copying a file into the program.
global _start

section .text
_start:
        mov     eax, 60
        syscall
        incbin  "/var/tmp/carrel-selftest-mark"
