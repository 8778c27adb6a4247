set raw [open /dev/stdin rb]
fconfigure $raw -buffering none -buffersize 1
set first ""
while {[set octet [read $raw 1]] ne "\n"} {
    append first $octet
}
set first [encoding convertfrom utf-8 $first]
set numbers [split [string trim [read stdin]]]
set log [open /dev/stderr w]
puts $log "étape: done"
close $log
puts "Grüße, $first [string length $first]"
puts "语言 🪶 [tcl::mathop::+ {*}$numbers] [expr {7 / 2}] $argc"
