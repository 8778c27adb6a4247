BEGIN {
    getline first < "/dev/stdin"
    print "étape: done" > "/dev/stderr"
    print "Grüße, " first, length(first)
    while ((getline < "/dev/stdin") > 0) for (i = 1; i <= NF; i++) sum += $i
    words["ö"] = 1
    print "语言 🪶", sum, toupper("ö"), substr("日本語", 2, 1), ARGC - 1, ("ö" in words)
}
