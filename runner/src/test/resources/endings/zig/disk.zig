const std = @import("std");

pub fn main() !void {
    const big = try std.fs.cwd().createFile("big", .{});
    const block: [1 << 16]u8 = @splat(0);
    while (true) try big.writeAll(&block);
}
