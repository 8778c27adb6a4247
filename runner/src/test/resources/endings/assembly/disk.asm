global  main
extern  creat, write

section .rodata
name:   db "big", 0

section .bss
block:  resb 65536

section .text
main:
        push    rbx
        lea     rdi, [rel name]
        mov     esi, 0o600
        call    creat
        mov     ebx, eax
.more:
        mov     edi, ebx
        lea     rsi, [rel block]
        mov     edx, 65536
        call    write
        test    rax, rax
        jg      .more
        mov     eax, 1
        pop     rbx
        ret
