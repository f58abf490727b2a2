using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Crossdock.Contracts;

namespace Crossdock.Adapters.FileDrop;

/// <summary>A folder as a cart. To write a file again changes nothing, so that every repeat is safe.</summary>
internal sealed class FileDropCart(string path, DropFolder folder, TimeSpan settle, TimeProvider time) : ICart
{
    private const int FilesPerPage = 100;
    private const int MaxSkuLength = 100;
    private readonly FileNews news = new();

    /// <summary>Where each order was last seen.</summary>
    private readonly ConcurrentDictionary<string, string> fileOf = new(StringComparer.Ordinal);

    public async Task<string> TestAsync(CancellationToken cancellationToken)
    {
        await folder.TestAsync(cancellationToken);
        return $"{Files().Count} files of orders are in {path}, and shipments and stock can be written there";
    }

    public async IAsyncEnumerable<IReadOnlyList<CartOrder>> OrdersChangedSinceAsync(
        DateTimeOffset since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var files in Files().Where(file => news.IsNews(file, since)).Chunk(FilesPerPage))
        {
            var orders = new List<CartOrder>();
            foreach (var file in files)
            {
                orders.AddRange(await ReadAsync(file, cancellationToken));
            }

            if (orders.Count > 0)
            {
                yield return orders;
            }

            Array.ForEach(files, news.Seen);
        }
    }

    public async Task ConfirmShipmentAsync(
        ConfirmShipment shipment,
        bool maybeSent,
        CancellationToken cancellationToken
    )
    {
        var order =
            await FindAsync(shipment.CartOrderId, cancellationToken)
            ?? throw Refused($"There is no order {shipment.CartOrderId} in {path}");
        foreach (var line in shipment.Lines)
        {
            if (!order.Lines.Any(one => one.LineId == line.LineId))
            {
                throw Refused($"The order {order.OrderNumber} has no line {line.LineId}");
            }
        }

        await folder.WriteAsync(
            Path.Combine(ShipmentsOf(shipment.CartOrderId), $"{shipment.ShipmentId:D}.json"),
            JsonSerializer.Serialize(shipment, OrderJson.Default.ConfirmShipment),
            cancellationToken
        );
    }

    public async Task<IReadOnlyDictionary<string, string>> SetStockAsync(
        IReadOnlyList<StockLevel> levels,
        string reference,
        CancellationToken cancellationToken
    )
    {
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var level in levels)
        {
            if (level.Sku.Length > MaxSkuLength)
            {
                refused[level.Sku] = $"The SKU is longer than {MaxSkuLength} characters: shorten it";
                continue;
            }

            await folder.WriteAsync(
                Path.Combine("stock", DropFolder.NameOf(level.Sku) + ".json"),
                JsonSerializer.Serialize(level, OrderJson.Default.StockLevel),
                cancellationToken
            );
        }

        return refused;
    }

    /// <summary>Oldest first, without those that somebody may still be writing.</summary>
    private List<FileInfo> Files()
    {
        var now = time.GetUtcNow().UtcDateTime;
        return
        [
            .. folder.Files("", "*.json", "*.csv").Where(file => (now - file.LastWriteTimeUtc).Duration() >= settle),
        ];
    }

    private async Task<IReadOnlyList<CartOrder>> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (await folder.ReadAsync(file, cancellationToken) is not { } text)
        {
            return [];
        }

        var now = time.GetUtcNow();
        var written = new DateTimeOffset(file.LastWriteTimeUtc);
        var changedAt = written < now ? written : now;
        var orders = new List<CartOrder>();
        try
        {
            foreach (var found in OrderFile.Split(file.Name, text))
            {
                if (OrderFile.NumberOf(found) is not { } number)
                {
                    folder.Skip(file, "an order in it has no number of 1 to 100 characters");
                    continue;
                }

                fileOf[number] = file.Name;
                try
                {
                    var order = OrderFile.Read(found);
                    var shipped = await ShippedAsync(number, cancellationToken);
                    orders.Add(OrderReading.Of(order, changedAt, shipped));
                }
                catch (JsonException e)
                {
                    var problem = $"It cannot be read in {file.Name}: {e.Message}";
                    orders.Add(OrderReading.Broken(number, changedAt, problem));
                }
            }
        }
        catch (FormatException e)
        {
            folder.Skip(file, e.Message);
        }

        return orders;
    }

    private async Task<CartOrder?> FindAsync(string number, CancellationToken cancellationToken)
    {
        var likely = fileOf.TryGetValue(number, out var name) ? folder.Find(name) : null;
        foreach (var file in Files().AsEnumerable().Reverse().Prepend(likely).OfType<FileInfo>())
        {
            var orders = await ReadAsync(file, cancellationToken);
            if (orders.FirstOrDefault(order => order.CartOrderId == number) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private async Task<Dictionary<string, decimal>> ShippedAsync(string number, CancellationToken cancellationToken)
    {
        var shipped = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var file in folder.Files(ShipmentsOf(number), "*.json"))
        {
            var text = await folder.ReadAsync(file, cancellationToken);
            var shipment = text is null ? null : JsonSerializer.Deserialize(text, OrderJson.Default.ConfirmShipment);
            foreach (var line in shipment?.Lines ?? [])
            {
                shipped[line.LineId] = shipped.GetValueOrDefault(line.LineId) + line.Quantity;
            }
        }

        return shipped;
    }

    private static string ShipmentsOf(string number) => Path.Combine("shipments", DropFolder.NameOf(number));

    private static ConnectionProblemException Refused(string why) => new(ConnectionProblem.Refused, why);
}
