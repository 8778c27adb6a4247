// carrel-expect: ok
// carrel-stdout: held
// carrel-why: option_env! asks for the compiler's environment, which must hold nothing of the service's.
fn main() {
    let seen = [
        option_env!("CARREL_DATA"),
        option_env!("CARREL_BOX_SOCKET"),
        option_env!("JAVA_HOME"),
        option_env!("SUDO_USER"),
        option_env!("SSH_CONNECTION"),
    ];
    match seen.iter().flatten().next() {
        Some(value) => println!("breach: the compiler was told {value}"),
        None if option_env!("HOME") == Some("/tmp") => println!("held"),
        None => println!("breach: the home is {:?}", option_env!("HOME")),
    }
}
