global  main
extern  malloc, memset

section .text
main:
        push    rbx
.more:
        mov     edi, 8 << 20
        call    malloc
        test    rax, rax
        jz      .more
        mov     rdi, rax
        mov     esi, 1
        mov     edx, 8 << 20
        call    memset
        jmp     .more
