/* The shared object that interpreters load, inside the program: nothing to find, nothing to mismatch. */
#include "box.h"

__asm__(".section .rodata\n"
        ".global ZYGOTE_IMAGE_START\n"
        ".global ZYGOTE_IMAGE_END\n"
        "ZYGOTE_IMAGE_START: .incbin \"" CARREL_ZYGOTE_IMAGE "\"\n"
        "ZYGOTE_IMAGE_END:\n"
        ".previous\n");
