// carrel-expect: compile-error
// carrel-why: an attribute makes a library of the program, a macro for the compiler even; a program is what the command makes of it.
#![crate_type = "proc-macro"]

extern crate proc_macro;

#[proc_macro]
pub fn breach(_input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    std::fs::read_to_string("/var/tmp/carrel-selftest-mark").unwrap().parse().unwrap()
}
