global _start

section .rodata
line:   db "0123456789012345678901234567890123456789", 10

section .text
_start:
        mov     eax, 1
        mov     edi, 1
        lea     rsi, [rel line]
        mov     edx, 41
        syscall
        jmp     _start
