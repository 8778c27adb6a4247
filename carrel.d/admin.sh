# carrel admin: a word about accounts to the database itself. Sourced by carrel.

help_admin() {
    cat <<'HELP'
carrel admin [--data FOLDER] [--KEY=VALUE]... WORD...
For whoever has the machine: it needs no account, but the right to read the data folder, or DATABASE_URL as the service
has it. A service that runs meanwhile knows of it within two seconds. Everything is noted in the table account.audit.

  carrel admin list                   the admins
  carrel admin create EMAIL           makes an account that is an admin
  carrel admin password EMAIL         gives an account another password, and ends its sessions
  carrel admin password EMAIL alone   likewise, and takes away its passkeys, its keys and its providers
  carrel admin role EMAIL ROLE        makes somebody a student, a teacher or an admin
  carrel admin show EMAIL             who that is and what they may use

A password is asked for at the terminal, or is the first line of what comes in.
HELP
}

admin() {
    local words=() flags=() java
    while (($#)); do
        case $1 in
            -h | --help) help_admin; return ;;
            --data=*) set -- --data "${1#*=}" "${@:2}"; continue ;;
            --data) data=$(readlink -m -- "${2:?--data names a folder}") run=$data/run; shift 2 ;;
            --?*=*) flags+=("$1"); shift ;;
            *) words+=("$1"); shift ;;
        esac
    done
    case ${words[0]-}:${#words[@]} in
        list:1 | create:2 | password:2 | password:3 | show:2 | role:3) ;;
        *) help_admin >&2; exit 2 ;;
    esac
    build
    [[ ! $root ]] || install -d -o "$user" -g "$user" -m 700 "$data/database"
    service_environment
    as_user "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m -Xlog:disable -Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener \
        -cp "$(printf '%s:' "$app"/server/*.jar)" dev.carrel.server.Admin "--data=$data" "${flags[@]}" "${words[@]}"
}
