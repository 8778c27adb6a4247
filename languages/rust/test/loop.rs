fn main() {
    let mut turns: u32 = 0;
    loop {
        turns = std::hint::black_box(turns).wrapping_add(1);
    }
}
