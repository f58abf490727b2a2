#!/bin/sh
# As in RabbitMQ's own image: the server runs as its own user, and owns its folder.
set -e
chown -R rabbitmq /var/lib/rabbitmq
export PATH="/usr/lib/rabbitmq/bin:$PATH"
exec gosu rabbitmq "$@"
