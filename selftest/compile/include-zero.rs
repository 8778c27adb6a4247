// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-compile-limits: cpu=20s wall=20s memory=256MB
// carrel-why: include_bytes! of an endless device reads for ever.
static ZEROS: &[u8] = include_bytes!("/dev/zero");

fn main() {
    println!("breach: {}", ZEROS.len());
}
