const std = @import("std");

fn firstLine(buffer: []u8) ![]const u8 {
    const raw = try std.fs.openFileAbsolute("/dev/stdin", .{});
    defer raw.close();
    var length: usize = 0;
    while (length < buffer.len) : (length += 1) {
        if (try raw.read(buffer[length .. length + 1]) == 0 or buffer[length] == '\n') break;
    }
    return buffer[0..length];
}

pub fn main() !void {
    var line: [100]u8 = undefined;
    const first = try firstLine(&line);

    var text: [1000]u8 = undefined;
    const size = try std.fs.File.stdin().readAll(&text);
    var words = std.mem.tokenizeAny(u8, text[0..size], " \n");
    var sum: i64 = 0;
    while (words.next()) |word| sum += try std.fmt.parseInt(i64, word, 10);

    const log = try std.fs.openFileAbsolute("/dev/stderr", .{ .mode = .write_only });
    defer log.close();
    try log.writeAll("étape: done\n");

    var buffer: [256]u8 = undefined;
    var out = std.fs.File.stdout().writer(&buffer);
    try out.interface.print("Grüße, {s}\n语言 ⚡ {d} {d}\n", .{ first, sum, std.os.argv.len });
    try out.interface.flush();
}
