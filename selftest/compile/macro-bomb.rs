// carrel-expect: memory-limit
// carrel-needs: cgroup
// carrel-compile-limits: cpu=60s wall=60s memory=256MB
// carrel-why: a macro that writes itself twice doubles at each of forty steps.
macro_rules! bomb {
    () => { 1u64 };
    ($first:tt $($rest:tt)*) => { bomb!($($rest)*) + bomb!($($rest)*) };
}

fn main() {
    println!("breach: {}", bomb!(0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0));
}
