use std::fs::File;
use std::io::{self, Write};

fn main() -> io::Result<()> {
    let mut big = File::create("big")?;
    loop {
        big.write_all(&[0; 1 << 16])?;
    }
}
