# Production, SQLite with replicas, and the proxy. Sourced by tests/containers/run.

started() { docker compose up --detach --wait --wait-timeout 600; }
# The commands of a section of docs/compose.md.
commands() { sed -n "/^## $1\$/,/^## /p" docs/compose.md | awk '/^```/ { block++; next } block == 1'; }

echo "Production, as docs/compose.md says, and with the proxy:"
prepare() { commands Production | sed '$d' | bash -e; }
check "the secrets and .env are made by the page's commands" prepare
# What a person fills in.
sed -i 's/^SEQ_ADMIN_PASSWORD_HASH=$/SEQ_ADMIN_PASSWORD_HASH=hash/; s/^HUB_ADDRESS=$/HUB_ADDRESS=localhost/; s,production.yml$,&:deploy/compose/proxy.yml,' .env
chmod u+w secrets/rabbitmq-password secrets/mongodb-password
# Any characters are right.
echo 'p@ss:/#?"broker' >secrets/rabbitmq-password
echo 'p@ss:/#?"store' >secrets/mongodb-password
serve() { commands Production | tail -n 1 | bash -e; }
check "everything starts and turns healthy by its last command" serve
not_started() { same "" "$(docker compose ps --all --quiet "$1")"; }
check "the sandbox is not started" not_started sandbox
nothing_shown() { for service in rabbitmq mongodb cart-adapter order-router; do inspect "$service" '{{.Config.Env}}'; done | { ! grep 'p@ss\|development-only'; }; }
check "no password is in what docker inspect shows" nothing_shown
environment() { same Production "$(inspect order-router '{{range .Config.Env}}{{println .}}{{end}}' | sed -n 's/^DOTNET_ENVIRONMENT=//p')"; }
check "the services run in production" environment
broker_takes() { docker compose exec -T rabbitmq rabbitmqctl -q authenticate_user crossdock "$1"; }
check "the broker takes the password of the file" broker_takes "$(cat secrets/rabbitmq-password)"
refused() { ! broker_takes development-only-rabbitmq; }
check "the broker refuses the password for development" refused
key=$(key order-router)
answered() { get --insecure -H "Authorization: Bearer $1" -H 'X-Forwarded-For: 203.0.113.9' "https://localhost/api/v1/$2" | jq -e .; }
check "the API answers through the proxy" answered "$key" "orders?status=new"
change() { ! get --insecure -X DELETE -H "Authorization: Bearer $1" -H 'X-Forwarded-For: 203.0.113.9' https://localhost/api/v1/routes/no-such-route; }
caller() {
    local gateway
    gateway=$(docker network inspect --format '{{(index .IPAM.Config 0).Gateway}}' crossdock_default)
    same "$gateway" "$(get --insecure -H "Authorization: Bearer $1" https://localhost/api/v1/audit | jq -r '.items[0].from' | sed 's/^::ffff://')"
}
admin=$(key order-router admin)
check "a change is asked for through the proxy" change "$admin"
check "the audit has the caller's address: not the proxy's, and not what the caller claims" caller "$admin"
unpublished() { same "map[8080/tcp:[]]" "$(inspect order-router '{{.NetworkSettings.Ports}}')"; }
check "the router answers past the proxy to nobody" unpublished
check "down takes everything" docker compose down --volumes
rm .env

echo "SQLite, with three replicas of each service from .env:"
export COMPOSE_FILE=docker-compose.yml:deploy/compose/sqlite.yml
router=http://127.0.0.1:5200
printf 'CART_ADAPTER_REPLICAS=3\nWMS_ADAPTER_REPLICAS=3\nORDER_ROUTER_REPLICAS=3\nROUTER_PORT=5200-5202\n' >.env
check "everything starts and turns healthy" started
check "MongoDB is not started" not_started mongodb
replicas() { same "3 3 3" "$(docker compose ps --quiet cart-adapter | wc -l) $(docker compose ps --quiet wms-adapter | wc -l) $(docker compose ps --quiet order-router | wc -l)"; }
check "each service has three replicas" replicas
owned() { same "1654 1654" "$(stat -c %u "$(docker volume inspect -f '{{.Mountpoint}}' crossdock_order-router)" "$(docker volume inspect -f '{{.Mountpoint}}' crossdock_keys)" | xargs)"; }
check "the volumes belong to user 1654" owned
key=$(key order-router)
check "forty orders are placed" seed 40
shown=1
check "all orders end as they should" wait_settled 40
check "every replica of the router knows all of them" has_orders 40 "$key"
again() { docker compose down && started; }
check "down and up again" again
check "each service still has three replicas" replicas
check "the key is still good, and the orders are still there" has_orders 40 "$key"
place() { get -X POST http://127.0.0.1:5101/sandbox/orders -H 'Content-Type: application/json' -d '{"number":"AFTER-1"}'; }
check "another order is placed" place
check "it is confirmed" until_true 240 confirmed AFTER-1 "$key"
check "down takes everything" docker compose down --volumes
