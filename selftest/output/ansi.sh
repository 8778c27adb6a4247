# carrel-expect: ok
# carrel-stdout: \u001b[2J\u001b]0;title\u0007\u001b[31m<script>alert(1)</script>\u001b[0m\u0008{"status":"ok"}
# carrel-limits: wall=5s
# carrel-why: control sequences and markup are data; who interprets them lets the program write the page, or a result of its own.
printf '\033[2J\033]0;title\007\033[31m<script>alert(1)</script>\033[0m\b{"status":"ok"}'
