# carrel exec started as root. The Java side cannot be expected to read the caller's files, so they are handed over on
# descriptor 3 as a tar stream (tests on 4) and stdin as descriptor 0; artifacts come back through a folder of the unprivileged user.
# Sourced by carrel.

exec_as_root() {
    local words=() named=() stdin= artifacts= tests= made= status=0 caller=$PWD
    build
    while (($#)); do
        case $1 in
            --) words+=("$@"); break ;;
            --stdin=* | --artifacts=* | --tests=*) set -- "${1%%=*}" "${1#*=}" "${@:2}"; continue ;;
            --stdin) if [[ ${2:--} == - ]]; then words+=("${@:1:2}"); else stdin=$2 words+=(--stdin -); fi ;;
            --artifacts) artifacts=${2-} ;;
            --tests) tests=${2-} words+=("${@:1:2}") ;;
            -l | --language | --entry | --env | --cpu | --wall | --memory | --output | --isolation | --tolerance) words+=("${@:1:2}") ;;
            -*) words+=("$1"); shift; continue ;;
            *) words+=("$1") named+=("$1"); shift; continue ;;
        esac
        shift $(($# > 1 ? 2 : 1))
    done
    hand_over "${named[@]}"
    if [[ $tests ]]; then
        exec 4<&3
        hand_over "$tests"
        exec 5<&3 3<&4 4<&5 5<&-
        words=(--tests-fd 4 "${words[@]}")
    fi
    if [[ $stdin ]]; then exec <"$stdin" || exit 2; fi
    if [[ $artifacts ]]; then
        sweep_artifacts
        made=$(as_user mktemp -d "$data/cache/artifacts.$$.XXXXXX")
        trap "cd / && as_user rm -rf ${made@Q}" EXIT # by its name: no function may be left that knows it
        words=(--artifacts "$made" "${words[@]}")
    fi
    java_command
    serve "${java[@]}" exec --files-fd 3 "${words[@]}"
    cd /
    [[ $made ]] || exec "${served[@]}"
    stay || status=$?
    cd "$caller"
    bring_back "$made" "$artifacts"
    exit "$status"
}

# Opens descriptor 3 on a file that has no name any more. It is readable by all, since opening /dev/fd/3 asks for rights
# again, but stood in a folder of root's. A named link is followed; a link inside a folder is not, for it may point at what
# the author of the program must not read.
hand_over() {
    local folder name files=() folders=()
    for name in "$@"; do
        if [[ -f $name ]]; then files+=("$name"); elif [[ -d $name ]]; then folders+=("$name"); fi
    done
    folder=$(mktemp -d)
    (
        umask 022
        ulimit -f 16384
        head -c 10240 /dev/zero >"$folder/files"
        ((${#files[@]} == 0)) || tar -chPf "$folder/files" --format=pax -- "${files[@]}"
        ((${#folders[@]} == 0)) || tar -rPf "$folder/files" --format=pax --no-wildcards-match-slash --exclude='.[!.]*' -- "${folders[@]}"
    ) 2>"$folder/trouble" || {
        say "these files cannot be taken: ${*}"
        head -n 1 "$folder/trouble" >&2
        rm -r "$folder"
        exit 2
    }
    exec 3<"$folder/files"
    rm -r "$folder"
}

# Folders of calls that were killed before they could take them away.
sweep_artifacts() {
    local left pid
    for left in "$data"/cache/artifacts.*; do
        pid=${left#"$data/cache/artifacts."} pid=${pid%%.*}
        kill -0 "$pid" 2>/dev/null || as_user rm -rf "$left"
    done
}

bring_back() {
    mkdir -p "$2"
    find "$1" -type l -delete
    cp -R -P --no-preserve=ownership "$1/." "$2/"
}
