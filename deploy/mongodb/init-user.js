// Runs once, when the server starts on an empty volume: creates the services' user, who can only read and write their databases.
// If you set Store__MongoDatabasePrefix, change the prefix of these names.
const databases = ["crossdock_cart_adapter", "crossdock_order_router", "crossdock_wms_adapter"];

// From a file in production, else from the environment.
const file = process.env.CROSSDOCK_PASSWORD_FILE;
const password = file ? require("fs").readFileSync(file, "utf8").trim() : process.env.CROSSDOCK_PASSWORD;

db.getSiblingDB("admin").createUser({
    user: process.env.CROSSDOCK_USER,
    pwd: password,
    roles: databases.map((name) => ({ role: "readWrite", db: name })),
});
