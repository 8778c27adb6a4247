# Which registries this host uses: what npm, Maven, pip and go are configured with, handed on in variables because the
# unprivileged user cannot read the caller's files. Only bash reads here, for it happens at every call. Sourced by carrel.

# Sets the variable unless the operator has set it or the address is none.
name_registry() {
    local variable=$1 address=$2
    [[ ! ${!variable-} && $address =~ ^https?://[^[:space:]]+$ ]] || return 0
    export "$variable=$address"
}

# The last value of KEY = VALUE in the first of the files that has one.
configured() {
    local key=$1 file line value=
    shift
    for file in "$@"; do
        [[ -r $file ]] || continue
        while IFS= read -r line || [[ $line ]]; do
            [[ $line =~ ^[[:space:]]*$key[[:space:]]*=[[:space:]]*\"?([^\"[:space:]]+) ]] && value=${BASH_REMATCH[1]}
        done <"$file"
        [[ ! $value ]] || break
    done
    printf -v "$answer" %s "$value"
}

# The mirror of Maven Central in a settings.xml: one of central, of * or of external:*.
maven_mirror() {
    local file=$1 text mirror url='<url>[[:space:]]*([^<[:space:]]+)' of='<mirrorOf>[[:space:]]*(central|\*|external:\*)[[:space:],<]'
    [[ -r $file ]] || return 0
    text=$(<"$file")
    while [[ $text == *'<mirror>'* ]]; do
        text=${text#*<mirror>}
        mirror=${text%%</mirror>*}
        if [[ $mirror =~ $of && $mirror =~ $url ]]; then
            printf -v "$answer" %s "${BASH_REMATCH[1]}"
            return
        fi
    done
}

name_registries() {
    local answer=found found= settings=$HOME/.m2/settings.xml proxy
    configured registry "$HOME/.npmrc" /usr/etc/npmrc /usr/local/etc/npmrc /etc/npmrc
    name_registry CARREL_NPM_REGISTRY "${npm_config_registry:-${NPM_CONFIG_REGISTRY:-$found}}"
    configured index-url "$HOME/.config/pip/pip.conf" "$HOME/.pip/pip.conf" /etc/pip.conf
    name_registry CARREL_PYPI_MIRROR "${PIP_INDEX_URL:-$found}"
    configured GOPROXY "${GOENV:-$HOME/.config/go/env}"
    for proxy in ${GOPROXY:-$found}; do name_registry CARREL_GO_PROXY "${proxy%%[,|]*}"; done
    if [[ ${MAVEN_ARGS-} =~ (^|[[:space:]])(-s|--settings)[[:space:]=]+([^[:space:]]+) ]]; then settings=${BASH_REMATCH[3]}; fi
    found=
    maven_mirror "$settings"
    name_registry CARREL_MAVEN_MIRROR "$found"
}
