// Runs once, when the server starts on an empty volume: creates the services' user, who can only read and write their databases.
// If you set Store__MongoDatabasePrefix, change the prefix of these names.
const databases = ["crossdock_cart_adapter", "crossdock_order_router", "crossdock_wms_adapter"];

db.getSiblingDB("admin").createUser({
    user: process.env.CROSSDOCK_USER,
    pwd: process.env.CROSSDOCK_PASSWORD,
    roles: databases.map((name) => ({ role: "readWrite", db: name })),
});
