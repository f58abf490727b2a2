# How the checks are written and counted. Sourced by tests/containers/run.

passed=0 failed=0
# Where the router answers.
router=http://127.0.0.1:5100

# step <what> <command...>: does what must succeed, and says how long it took. In this shell: it may set variables.
step() {
    local what=$1 begun=$SECONDS
    shift
    "$@" || {
        echo "tests/containers/run cannot run: $* failed." >&2
        exit 2
    }
    [ -z "$what" ] || echo "  $what: $((SECONDS - begun)) s"
}

# check <sentence> <command...>: one check; shows what the command said where it fails.
check() {
    local sentence=$1 begun=$SECONDS output
    shift
    if output=$("$@" 2>&1); then
        passed=$((passed + 1))
        echo "  ok      $sentence ($((SECONDS - begun)) s)${shown:+ $output}"
    else
        failed=$((failed + 1))
        echo "  FAILED  $sentence ($((SECONDS - begun)) s)"
        tail -n 30 <<<"$output" | sed 's/^/          /'
    fi
    shown=
}

# until_true <seconds> <command...>: waits for a condition.
until_true() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || { "$@"; return; }
        sleep 0.5
    done
}

same() { [ "$1" = "$2" ] || { echo "expected: $1"; echo "found:    $2"; return 1; }; }

get() { inside curl --silent --show-error --fail --max-time 10 "$@"; }

# The container of a service, the n-th (1).
container() { docker compose ps --all --quiet "$1" | sed -n "${2:-1}p"; }

inspect() { docker inspect --format "$2" "$(container "$1")"; }

healthy() { same healthy "$(inspect "$1" '{{.State.Health.Status}}')"; }

# seed <orders>: puts generated orders into the sandbox's cart.
seed() { get -X POST http://127.0.0.1:5101/sandbox/seed -H "Content-Type: application/json" -d "{\"orders\":$1,\"seed\":7}"; }

# settled <orders>: each has come to its end in both external systems, none lost, none doubled; counted on the sandbox's own database.
settled() {
    get http://127.0.0.1:5101/sandbox/report |
        jq -re --argjson n "$1" '.totals | if .orders == $n and .wrong == 0 and .lost == 0 and .doubled == 0
            then "orders=\(.orders) confirmed=\(.confirmed) held=\(.held) skipped=\(.skipped) canceled=\(.canceled) lost=\(.lost) doubled=\(.doubled)"
            else error("not yet: \(.)") end'
}

wait_settled() { until_true "${2:-400}" settled "$1" >/dev/null && settled "$1"; }

# key <service> [role]: a key made by the service's own command, as a header for curl.
key() { docker compose exec -T "$1" /app/service keys add "test-$RANDOM" --role "${2:-operate}" 2>/dev/null | grep -o '^xd\.\S*'; }

# ask <key> <query>: the orders that the router lists.
ask() { get -H "Authorization: Bearer $1" "$router/api/v1/orders?limit=500&$2"; }

# orders <key>: how many orders the router knows, in any status.
orders() {
    local status
    for status in new at_wms partial shipped confirmed error canceled skipped; do ask "$1" "status=$status"; done | jq --slurp '[.[].items | length] | add'
}

# confirmed <number> <key>: the order with this number is in the cart what the warehouse shipped.
confirmed() { same confirmed "$(ask "$2" "number=$1" | jq -r '.items[0].status')"; }

has_orders() { same "$1" "$(orders "$2")"; }

# ends_with_2 <text> <compose run options...>: the service ends with code 2 and one line that has this text.
ends_with_2() {
    local text=$1 output code
    shift
    output=$(docker compose run --rm --no-deps -T "$@" order-router 2>&1 </dev/null)
    code=$?
    output=$(grep -v '^ *\(Container\|Network\|Volume\|time=\)' <<<"$output")
    echo "$output"
    [ "$code" -eq 2 ] && [ "$(wc -l <<<"$output")" -eq 1 ] && [[ $output == *"$text"* ]]
}
