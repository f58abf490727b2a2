using System.Globalization;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Storage.Sqlite;
using Crossdock.StoreWriter;

// Writes to a store as another process does: store-writer FILE NAME COUNT. Says each id once it is stored, and not before.
var (file, name, count) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
await using var store = new SqliteStore(file);
var tallies = store.Open(Tally.Collection);
await tallies.InsertAsync(new Tally { Id = Tally.Shared }, CancellationToken.None);
for (var i = 0; i < count; i++)
{
    var own = new Tally { Id = $"{name}-{i}" };
    await tallies.InsertAsync(own, CancellationToken.None);
    await tallies.UpdateAsync(Tally.Shared, AddOne, CancellationToken.None);
    Console.WriteLine(own.Id);
}

static bool AddOne(Tally tally)
{
    tally.Count++;
    return true;
}
