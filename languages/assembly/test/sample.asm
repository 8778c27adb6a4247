; Uses the kernel for the first line and the C library for the rest.
global  main
extern  printf, scanf

section .rodata
stdin_path:  db "/dev/stdin", 0
stderr_path: db "/dev/stderr", 0
done_text:   db "étape: done", 10
done_length  equ $ - done_text
number:      db "%d", 0
greeting:    db "Grüße, %s", 10, "语言 🔩 %d %d", 10, 0

section .bss
first:  resb 64
value:  resd 1

section .text
main:
        push    rbx
        push    r12
        push    r13
        mov     r13d, edi               ; argc

        mov     eax, 2                  ; open
        lea     rdi, [rel stdin_path]
        xor     esi, esi
        syscall
        mov     ebx, eax
        lea     r12, [rel first]
.letter:
        xor     eax, eax                ; read
        mov     edi, ebx
        mov     rsi, r12
        mov     edx, 1
        syscall
        cmp     eax, 1
        jne     .named
        cmp     byte [r12], 10
        je      .named
        inc     r12
        jmp     .letter
.named:
        mov     byte [r12], 0

        xor     ebx, ebx                ; the sum
.number:
        lea     rdi, [rel number]
        lea     rsi, [rel value]
        xor     eax, eax
        call    scanf
        cmp     eax, 1
        jne     .summed
        add     ebx, [rel value]
        jmp     .number
.summed:
        mov     eax, 2                  ; open
        lea     rdi, [rel stderr_path]
        mov     esi, 1
        syscall
        mov     edi, eax
        mov     eax, 1                  ; write
        lea     rsi, [rel done_text]
        mov     edx, done_length
        syscall

        lea     rdi, [rel greeting]
        lea     rsi, [rel first]
        mov     edx, ebx
        mov     ecx, r13d
        xor     eax, eax
        call    printf
        xor     eax, eax
        pop     r13
        pop     r12
        pop     rbx
        ret
