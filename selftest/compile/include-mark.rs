// carrel-expect: compile-error
// carrel-lacks: CARREL-HOST-MARK
// carrel-why: include_str! copies any file that the compiler can read into the program.
fn main() {
    println!("breach: {}", include_str!("/var/tmp/carrel-selftest-mark"));
}
