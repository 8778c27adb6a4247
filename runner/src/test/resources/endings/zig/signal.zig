const std = @import("std");

pub fn main() void {
    std.process.abort();
}
