using Microsoft.Data.Sqlite;

namespace Crossdock.Bench.Hub;

/// <summary>Makes the stores of stopped services as large as those of years: copies of orders that have come to their ends, each with ids of its own.</summary>
internal static class StoreFill
{
    /// <summary>The service, its collection, which documents of it are at rest, and the number that they are found by.</summary>
    private static readonly (string Service, string Collection, string AtRest, string Number)[] Collections =
    [
        ("order-router", "orders", "json_extract(body, '$.CurrentState') = 'confirmed'", "OrderNumber"),
        ("cart-adapter", "cart_orders", "json_extract(body, '$.DueAt') IS NULL", "OrderNumber"),
        ("cart-adapter", "shipments", "json_extract(body, '$.DueAt') IS NULL", "OrderNumber"),
        (
            "wms-adapter",
            "deliveries",
            "json_extract(body, '$.DueAt') IS NULL AND json_extract(body, '$.FollowUpDueAt') IS NULL",
            "WarehouseNumber"
        ),
    ];

    public static async Task RunAsync(string folder, int orders)
    {
        foreach (var (service, collection, atRest, number) in Collections)
        {
            var file = new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(folder, $"{service}.db"),
                Pooling = false,
            };
            await using var store = new SqliteConnection(file.ToString());
            await store.OpenAsync();
            await using var command = store.CreateCommand();
            // The statement names the collection; the names are the ones above.
#pragma warning disable CA2100
            command.CommandText = $"""
                CREATE TEMP TABLE pattern AS SELECT id, body FROM {collection} WHERE {atRest} LIMIT 100;
                INSERT INTO {collection} (id, version, body)
                WITH RECURSIVE
                    numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $count),
                    copies(n, old, new, body) AS (
                        SELECT n, id, printf('%08x-0000-8000-8000-%012x', n, pattern.rowid), body
                        FROM numbers JOIN pattern ON pattern.rowid = 1 + n % (SELECT COUNT(*) FROM pattern)
                    )
                SELECT new, 1, json_set(replace(body, old, new), '$.{number}', 'OLD-' || n) FROM copies;
                """;
#pragma warning restore CA2100
            command.CommandTimeout = 0;
            command.Parameters.AddWithValue("$count", orders);
            if (await command.ExecuteNonQueryAsync() < orders)
            {
                throw new InvalidOperationException($"{collection} has no document at rest to copy.");
            }
        }
    }
}
