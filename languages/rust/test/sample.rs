use std::env;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};

fn first_line() -> io::Result<String> {
    let mut raw = File::open("/dev/stdin")?;
    let mut line = Vec::new();
    let mut byte = [0];
    while raw.read(&mut byte)? == 1 && byte[0] != b'\n' {
        line.push(byte[0]);
    }
    Ok(String::from_utf8_lossy(&line).into_owned())
}

fn main() -> io::Result<()> {
    let first = first_line()?;
    let rest = io::read_to_string(io::stdin())?;
    let sum: i32 = rest.split_whitespace().map(|word| word.parse::<i32>().unwrap()).sum();
    let mut log = OpenOptions::new().write(true).open("/dev/stderr")?;
    writeln!(log, "étape: done")?;
    println!("Grüße, {first}");
    println!("语言 🦀 {sum} {} {}", 36f64.sqrt(), env::args().count());
    Ok(())
}
