; carrel-expect: time-limit
; carrel-compile-limits: cpu=2s wall=8s memory=1GB
; carrel-machine: x86_64
; carrel-why: loops of the assembler's own language, one in another, that leave nothing behind but time.
global _start

section .text
_start:
%assign turns 0
%rep 60000
%rep 60000
%assign turns turns + 1
%endrep
%endrep
        ret
