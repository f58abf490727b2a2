using System.Globalization;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Microsoft.Data.Sqlite;

namespace Crossdock.Bench;

/// <summary>An account with as many items as are wanted. The sandbox has a small catalogue and no endpoint for more, so they are written into its books while it is not running.</summary>
internal static class SandboxItems
{
    public static string Sku(int number) => string.Create(CultureInfo.InvariantCulture, $"BENCH-{number}");

    public static async Task WriteAsync(string folder, int count, CancellationToken cancellationToken)
    {
        // It opens its books with its catalogue.
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Data = folder }, cancellationToken);
        await sandbox.DisposeAsync();

        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "sandbox.db"),
            Pooling = false,
        };
        await using var books = new SqliteConnection(file.ToString());
        await books.OpenAsync(cancellationToken);
        await using var command = books.CreateCommand();
        command.CommandText = """
            CREATE TEMP TABLE pattern AS SELECT json FROM book WHERE shelf = 'variants' ORDER BY id LIMIT 1;
            DELETE FROM book WHERE shelf = 'variants';
            INSERT INTO book(shelf, id, json)
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $count)
            SELECT 'variants', 90000 + n, json_set(json, '$.Id', 90000 + n, '$.Sku', 'BENCH-' || n)
            FROM numbers, pattern;
            """;
        command.Parameters.AddWithValue("$count", count);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
