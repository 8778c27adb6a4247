# The list of GHC's packages, written from what stands in the root: Debian keeps it below /var, which no root has.
set -eu
lib=$1 list=$2
rm -f "$list"
mkdir "$list"
tree=$(echo "$lib"/*-linux-ghc-*)

# The packages whose shared libraries a shared library needs, by name and version.
needed() {
    readelf --dynamic "$1" | sed -n 's/.*Shared library: \[libHS\(.*\)-ghc[0-9.]*\.so\]/\1/p' | tr '\n' ' '
}

for library in "$tree"/libHS*-ghc*.so; do
    package=${library##*/libHS}
    package=${package%-ghc*.so}
    folder=$tree/$package
    [ -d "$folder" ] || continue
    modules=$(cd "$folder" && find . -name '*.dyn_hi' | sed 's|^\./||; s|\.dyn_hi$||; s|/|.|g' | tr '\n' ' ')
    case $package in
        ghc-prim-*) modules="$modules GHC.Prim" ;;
        rts-*) extra="include-dirs: $folder/include
extra-libraries: m rt dl" ;;
    esac
    printf '%s\n' "name: ${package%-*}" "version: ${package##*-}" "id: $package" "key: $package" "visibility: public" \
        "exposed: True" "exposed-modules: $modules" "import-dirs: $folder" "dynamic-library-dirs: $tree" \
        "hs-libraries: HS$package" "depends: $(needed "$library")" "${extra-}" >"$list/$package.conf"
    extra=
done
/usr/lib/ghc/bin/ghc-pkg --global-package-db="$list" recache
