# A container engine of its own, from Debian's package, in a network namespace of its own: its bridge and its ports are nobody else's.
# Sourced by tests/containers/run, which sets $work.

namespace=crossdock-$$

# Runs a program where the published ports are.
inside() { nsenter --net="/run/netns/$namespace" "$@"; }

# Installs what is missing of Debian's packages; the package's own engine stays stopped.
get_packages() {
    local missing=() package
    for package in docker.io iptables mmdebstrap curl jq; do
        dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    echo "Installing ${missing[*]} ..."
    # RUNLEVEL keeps the package from starting its engine.
    { apt-get -q update && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -q install -y --no-install-recommends "${missing[@]}"; } \
        </dev/null >"$work/apt.log" 2>&1 && return
    tail -n 5 "$work/apt.log" >&2
    echo "tests/containers/run cannot run: Debian's packages ${missing[*]} cannot be installed." >&2
    exit 2
}

start_engine() {
    ip netns add "$namespace"
    ip -n "$namespace" link set lo up
    mkdir -p "$work/engine" "$work/run"
    # Not "ip netns exec": that mounts /sys again and hides the control groups.
    nsenter --net="/run/netns/$namespace" dockerd --data-root "$work/engine" --exec-root "$work/run" --pidfile "$work/pid" \
        -H "unix://$work/docker.sock" --ip6tables=false >"$work/dockerd.log" 2>&1 &
    engine=$!
    export DOCKER_HOST=unix://$work/docker.sock
    local _
    for _ in {1..120}; do
        docker info >/dev/null 2>&1 && return
        kill -0 "$engine" 2>/dev/null || break
        sleep 0.5
    done
    tail -n 20 "$work/dockerd.log" >&2
    echo "tests/containers/run cannot run: the container engine does not start here." >&2
    exit 2
}

# Ends all that this run started, and nothing else.
stop_engine() {
    local containers mount
    if [ -n "${engine:-}" ]; then
        mapfile -t containers < <(docker ps --all --quiet 2>/dev/null)
        [ ${#containers[@]} -eq 0 ] || docker rm --force --volumes "${containers[@]}" >/dev/null 2>&1
        kill "$engine" 2>/dev/null
        wait "$engine" 2>/dev/null
    fi
    # The deepest first.
    while read -r mount; do umount --lazy "$mount" 2>/dev/null; done < <(awk -v "w=$work/" 'index($2, w) == 1 { print $2 }' /proc/mounts | sort -r)
    ip netns del "$namespace" 2>/dev/null
}
