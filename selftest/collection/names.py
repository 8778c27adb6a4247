# carrel-expect: ok
# carrel-stdout: held
# carrel-leaves: kept.txt
# carrel-refuses: new\u000aline.txt
# carrel-why: a name that reaches a shell, a path or a header as code runs there with the rights of whoever collects.
names = [b"-rf", b"a b.txt", b"new\nline.txt", b"quote'.txt", b'quote".txt', b"$(id).txt", b";id.txt", b"star*.txt", b"back\\slash.txt"]
for name in names:
    with open(name, "wb") as out:
        out.write(b"named\n")
with open("kept.txt", "w") as out:
    out.write("kept\n")
print("held")
