// carrel-expect: compile-error
// carrel-lacks: CARREL-HOST-MARK
// carrel-why: a module may stand in any file, and diagnostics quote it.
#[path = "/var/tmp/carrel-selftest-mark"]
mod stolen;
#[path = "/etc/shadow"]
mod shadow;

fn main() {}
