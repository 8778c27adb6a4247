fn main() {
    unsafe { std::ptr::null_mut::<i32>().write_volatile(1) }
}
