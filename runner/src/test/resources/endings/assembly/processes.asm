global  main
extern  fork, sleep

section .text
main:
        push    rbx
.more:
        call    fork
        test    eax, eax
        js      .refused
        jnz     .more
        mov     edi, 60
        call    sleep
.refused:
        mov     eax, 1
        pop     rbx
        ret
