# carrel-expect: ok
# carrel-stdout: held
# carrel-leaves: kept.txt
# carrel-refuses: \u202etxt.exe \u001b[2J.txt \u200b.txt
# carrel-why: octets that are no text break JSON, lone surrogates and turned directions deceive, names that differ only by case or form overwrite each other.
names = [
    b"\xff\xfe.txt", b"caf\xe9.txt", b"\xed\xa0\x80.txt", "\u202etxt.exe".encode(), b"\x1b[2J.txt",
    "\u200b.txt".encode(), b"upper.txt", b"UPPER.TXT", "\u00e9.txt".encode(), "e\u0301.txt".encode(), b"x" * 255,
]
for name in names:
    with open(name, "wb") as out:
        out.write(b"named\n")
with open("kept.txt", "w") as out:
    out.write("kept\n")
print("held")
