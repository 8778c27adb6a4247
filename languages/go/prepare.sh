# Compiles what go-build compiles and links with: go-prepare
set -e
export GOROOT=/usr/lib/go GOTOOLCHAIN=local GOPROXY=off GOTELEMETRY=off CGO_ENABLED=0

# The standard library, compiled once, and without words for debuggers, which no program here is linked with and which would
# be a sixth of the linker's work: what a program is linked with, and where each package of it lies.
GOCACHE=$GOROOT/cache go list -export -gcflags=all=-dwarf=false \
    -f '{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}' std >"$GOROOT/importcfg"

# The linker, with another file in its runtime. What it writes is the same.
named=$GOROOT/src/runtime/set_vma_name_linux.go
if [ ! -e "$named" ] || ! grep -q '"heap"' "$GOROOT/src/runtime/mheap.go"; then
    echo "This Go names its heap otherwise than vma_name.go knows." >&2
    exit 1
fi
echo "{\"Replace\": {\"$named\": \"/usr/libexec/carrel/vma_name.go\"}}" >/tmp/overlay
GOCACHE=/tmp/cache go build -overlay /tmp/overlay -ldflags '-s -w' -o /usr/libexec/carrel/go-link cmd/link
rm -rf "$GOROOT/src/cmd"
