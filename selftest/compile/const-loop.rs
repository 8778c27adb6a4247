// carrel-expect: time-limit
// carrel-compile-limits: cpu=2s wall=8s
// carrel-why: constants are computed by the compiler, and the program may tell it not to mind how long.
#![allow(long_running_const_eval)]

const ANSWER: u64 = {
    let mut value = 1u64;
    while value != 0 {
        value = value.wrapping_mul(6364136223846793005) | 1;
    }
    value
};

fn main() {
    println!("breach: {ANSWER}");
}
