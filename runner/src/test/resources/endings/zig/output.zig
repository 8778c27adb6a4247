const std = @import("std");

pub fn main() !void {
    while (true) try std.fs.File.stdout().writeAll("x" ** 1000 ++ "\n");
}
