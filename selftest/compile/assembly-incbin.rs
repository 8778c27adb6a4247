// carrel-expect: compile-error
// carrel-lacks: CARREL-HOST-MARK
// carrel-why: assembly is part of the language, and copies files.
use std::arch::global_asm;

global_asm!(".section .rodata", ".globl stolen", "stolen:", ".incbin \"/var/tmp/carrel-selftest-mark\"", ".byte 0", ".text");

fn main() {
    println!("breach: it was assembled");
}
