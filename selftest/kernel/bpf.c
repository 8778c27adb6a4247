// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-why: a verifier bug turns a loaded program into kernel code.
#include "held.h"
#include <linux/bpf.h>

int main(void) {
    union bpf_attr map, program;
    memset(&map, 0, sizeof map);
    map.map_type = BPF_MAP_TYPE_ARRAY;
    map.key_size = 4;
    map.value_size = 8;
    map.max_entries = 1;
    refused("a BPF map", syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof map));
    struct bpf_insn two[] = {{.code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 0, .imm = 0}, {.code = BPF_JMP | BPF_EXIT}};
    memset(&program, 0, sizeof program);
    program.prog_type = BPF_PROG_TYPE_SOCKET_FILTER;
    program.insns = (unsigned long)two;
    program.insn_cnt = 2;
    program.license = (unsigned long)"GPL";
    refused("a BPF program", syscall(SYS_bpf, BPF_PROG_LOAD, &program, sizeof program));
    return held();
}
