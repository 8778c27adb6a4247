class Code:
    def __str__(self):
        return "as text"

    def __del__(self):
        print("gone")


raise SystemExit(Code())
