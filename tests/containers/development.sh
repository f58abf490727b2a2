# A fresh clone: docker compose up --build, with no edit. Sourced by tests/containers/run.

services=(cart-adapter order-router wms-adapter sandbox)

echo "The compose files:"
mkdir "$work/secrets"
for name in rabbitmq-password mongodb-root-password mongodb-password seq-api-key; do echo "p@ss:/#?$name" >"$work/secrets/$name"; done
valid() {
    local files=docker-compose.yml
    for name in "$@"; do files+=:deploy/compose/$name.yml; done
    COMPOSE_FILE=$files SECRETS_DIR=$work/secrets SETTINGS_DIR=deploy/settings.example SEQ_ADMIN_PASSWORD_HASH=hash HUB_ADDRESS=localhost \
        docker compose config --quiet
}
for names in "" sqlite production "production sqlite" proxy "production proxy" "production sqlite proxy"; do
    # shellcheck disable=SC2086
    check "docker-compose.yml ${names:+with $names }is valid" valid $names
done
bake() { docker buildx bake --file docker-compose.yml --file deploy/docker-bake.hcl --print 2>/dev/null | jq -e '.target | length == 4 and all(.[]; .platforms | length == 2)'; }
check "the bake file builds four images for two architectures" bake

echo "docker compose up --build, from a fresh clone with no edit:"
up() { docker compose up --build --detach --wait --wait-timeout 600; }
check "everything is built, starts and turns healthy" up
[ "$failed" -eq 0 ] || exit 1
rebuild() { echo >>services/order-router/Program.cs && docker compose build; }
check "builds again after a change, from the packages that it has" rebuild
for service in "${services[@]}" rabbitmq mongodb seq; do check "$service is healthy" healthy "$service"; done

echo "The images:"
size() { docker image inspect --format '{{.Size}}' "$1" | awk '{ printf "%.1f MB\n", $1 / 1e6 }'; }
base=$(default_of DOTNET_ASPNET_IMAGE)
for service in "${services[@]}"; do
    echo "          crossdock/$service: $(size "crossdock/$service:$(default_of CROSSDOCK_VERSION)") with a base of $(size "$base")"
done
label() { same "$2" "$(docker image inspect --format "{{index .Config.Labels \"org.opencontainers.image.$1\"}}" "crossdock/order-router:0.9.0")"; }
check "an image is labelled with its version" label version "$(default_of CROSSDOCK_VERSION)"
check "an image is labelled with its revision" label revision unknown
check "an image is labelled with its base" label base.name "$base"
files() { docker export "$(container "$1")" | tar -t; }
no_other_platform() { same "" "$(files wms-adapter | grep -E 'app/runtimes/|/e_sqlite3\.dll|\.dylib')"; }
check "an image holds SQLite for its own platform only" no_other_platform
no_zones() { same "" "$(files wms-adapter | grep -E 'zoneinfo|/bin/(ba)?sh$')"; }
check "no image has a shell or zone files" no_zones

echo "Each container:"
status() { awk -v name="$2:" '$1 == name { print $2 }' "/proc/$(inspect "$1" '{{.State.Pid}}')/status"; }
confined() {
    same "1654 true 536870912 256 [ALL]" "$(inspect "$1" '{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Memory}} {{.HostConfig.PidsLimit}} {{.HostConfig.CapDrop}}')" &&
        same "1654 0000000000000000 1" "$(status "$1" Uid) $(status "$1" CapEff) $(status "$1" NoNewPrivs)"
}
quiet() { same "" "$(docker compose logs "$1" 2>&1 | grep -i "overriding\|unhandled\|   at ")"; }
for service in "${services[@]}"; do
    check "$service runs as user 1654, read-only, without capabilities, with limits" confined "$service"
    check "$service starts without a warning about its port or a stack trace" quiet "$service"
done
bounded() { same "1073741824 1024" "$(inspect "$1" '{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}}')"; }
for service in rabbitmq mongodb seq; do check "$service has limits" bounded "$service"; done

echo "A password for development, and a secret that cannot be read:"
check "a service refuses it in production, on one line" ends_with_2 "is a password for development, and the environment is Production" --env DOTNET_ENVIRONMENT=Production
touch "$work/unreadable" && chmod 600 "$work/unreadable"
check "a service says on one line that it cannot read a secret" ends_with_2 "has a file that cannot be read" --volume "$work/unreadable:/run/secrets/Bus__Password:ro"

echo "Sixty orders over MongoDB (stand-in), with kills:"
check "a key is made by the service's own command" key order-router
key=$(key order-router)
check "sixty orders are placed" seed 60
travelling() { get http://127.0.0.1:5101/sandbox/calls | jq -e '.calls["bergen PickTicketAdd"] >= 5'; }
check "orders travel" until_true 180 travelling
kill_process() { kill -KILL "$(inspect "$1" '{{.State.Pid}}')"; }
for service in cart-adapter order-router wms-adapter; do check "$service is killed" kill_process "$service"; done
kill_broker() { docker compose kill rabbitmq && sleep 5 && docker compose start rabbitmq; }
check "the broker is killed and started" kill_broker
restarted() { same "1 healthy" "$(inspect "$1" '{{.RestartCount}} {{.State.Health.Status}}')"; }
for service in cart-adapter order-router wms-adapter; do check "$service comes back by itself" until_true 180 restarted "$service"; done
shown=1
check "all orders end as they should" wait_settled 60
check "the router knows all of them" has_orders 60 "$key"
to_seq() { docker compose exec -T seq python3 -c 'import urllib.request as r; print(r.urlopen("http://localhost/received").read().decode())' | jq -ce 'if .events > 100 and .traces > 0 then . else error("\(.)") end'; }
shown=1
check "events and traces reach Seq (receiver)" to_seq
stopped_well() { docker compose stop "$1" && same 0 "$(inspect "$1" '{{.State.ExitCode}}')" && docker compose start "$1"; }
for service in "${services[@]}"; do check "$service stops in good order" stopped_well "$service"; done
down() { docker compose down --volumes && same "" "$(docker ps --all --quiet)" && same "" "$(docker volume ls --quiet)"; }
check "down takes everything, the sandbox too" down
