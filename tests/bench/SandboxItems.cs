using System.Globalization;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Microsoft.Data.Sqlite;

namespace Crossdock.Bench;

/// <summary>Gives the sandbox as many items as a bench needs: its catalog is small, so they are written into its database while it is stopped.</summary>
internal static class SandboxItems
{
    public static string Sku(int number) => string.Create(CultureInfo.InvariantCulture, $"BENCH-{number}");

    public static async Task WriteAsync(string folder, int count, CancellationToken cancellationToken)
    {
        // Its first start writes the catalog.
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Data = folder }, cancellationToken);
        await sandbox.DisposeAsync();

        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "sandbox.db"),
            Pooling = false,
        };
        await using var database = new SqliteConnection(file.ToString());
        await database.OpenAsync(cancellationToken);
        await using var command = database.CreateCommand();
        command.CommandText = """
            CREATE TEMP TABLE pattern AS SELECT json FROM journal WHERE name = 'variants' ORDER BY id LIMIT 1;
            DELETE FROM journal WHERE name = 'variants';
            INSERT INTO journal(name, id, json)
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $count)
            SELECT 'variants', 90000 + n, json_set(json, '$.Id', 90000 + n, '$.Sku', 'BENCH-' || n)
            FROM numbers, pattern;
            """;
        command.Parameters.AddWithValue("$count", count);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
