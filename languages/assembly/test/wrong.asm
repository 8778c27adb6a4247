global _start

section .text
_start:
        mov     edi, totl
        mov     eax, 60
        syscall
