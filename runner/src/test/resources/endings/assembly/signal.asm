global _start

section .text
_start:
        mov     dword [0], 1
