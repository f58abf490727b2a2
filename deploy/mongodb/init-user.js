// Runs once, when the server starts on an empty volume: the services' own user, who may read and write their databases and nothing else.
// With another Store__MongoDatabasePrefix these names begin with it.
const databases = ["crossdock_cart_adapter", "crossdock_order_router", "crossdock_wms_adapter"];

db.getSiblingDB("admin").createUser({
    user: process.env.CROSSDOCK_USER,
    pwd: process.env.CROSSDOCK_PASSWORD,
    roles: databases.map((name) => ({ role: "readWrite", db: name })),
});
