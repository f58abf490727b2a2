using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Crossdock.Contracts;

namespace Crossdock.Adapters.FileDrop;

/// <summary>A folder as a cart. To write a file again changes nothing, so that every repeat is safe.</summary>
internal sealed class FileDropCart(string path, DropFolder folder, TimeSpan settle, TimeProvider time) : ISearchableCart
{
    private const int FilesPerPage = 100;
    private const int OrdersPerPage = 500;
    private const int MaxReasons = 10;
    private const int MaxSkuLength = 100;
    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromMinutes(2);
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
        var (files, orders) = (new List<FileInfo>(), new List<CartOrder>());
        foreach (var file in Files().Where(file => news.IsNews(file, since)))
        {
            files.Add(file);
            orders.AddRange(await ReadAsync(file, cancellationToken));
            if (files.Count >= FilesPerPage || orders.Count >= OrdersPerPage)
            {
                if (orders.Count > 0)
                {
                    yield return orders;
                }

                files.ForEach(news.Seen);
                (files, orders) = ([], []);
            }
        }

        if (orders.Count > 0)
        {
            yield return orders;
        }

        files.ForEach(news.Seen);
        folder.ReportSkipped("order files", _ => true);
    }

    public async Task<IReadOnlyList<CartOrder>> FindOrdersAsync(
        string orderNumber,
        CancellationToken cancellationToken
    ) => await FindAsync(orderNumber, cancellationToken) is { } found ? [found] : [];

    public async Task<int> CountOrdersAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var file in Files().Where(file => ChangedAt(file) >= from && ChangedAt(file) <= to))
        {
            count += (await ReadAsync(file, cancellationToken)).Count;
        }

        return count;
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

    public async Task<IReadOnlyList<CartParcel>?> ListParcelsAsync(
        IReadOnlyList<string> cartOrderIds,
        CancellationToken cancellationToken
    )
    {
        var shown = new List<CartParcel>();
        foreach (var id in cartOrderIds)
        {
            foreach (var file in ShipmentFiles(id))
            {
                try
                {
                    if (await ShipmentAsync(file, cancellationToken) is { } shipment)
                    {
                        shown.Add(new(id, OrderReading.Shown(shipment)));
                    }
                }
                catch (JsonException e)
                {
                    folder.Skip(file, e.Message);
                }
            }
        }

        return shown;
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
        var files = new List<FileInfo>();
        foreach (var file in folder.Files("", "*").Where(file => (now - file.LastWriteTimeUtc).Duration() >= settle))
        {
            if (OrderFile.IsTable(file.Name) || file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            {
                files.Add(file);
            }
            else
            {
                folder.Skip(file, "its name ends neither in .json nor in .csv");
            }
        }

        return files;
    }

    private async Task<IReadOnlyList<CartOrder>> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (await folder.ReadAsync(file, cancellationToken) is not { } text)
        {
            return [];
        }

        var (orders, unnamed) = (new List<CartOrder>(), new List<string>());
        try
        {
            foreach (var found in OrderFile.Split(file.Name, text))
            {
                if (found.Number is { } number)
                {
                    fileOf[number] = file.Name;
                    orders.Add(await ReadAsync(file, number, found, cancellationToken));
                }
                else
                {
                    unnamed.Add($"{found.Place}: {found.Problem}");
                }
            }
        }
        catch (FormatException e)
        {
            folder.Skip(file, e.Message);
        }

        if (unnamed.Count > 0)
        {
            var more = unnamed.Count > MaxReasons ? $"; and {unnamed.Count - MaxReasons} more" : "";
            folder.Skip(file, $"in part: {string.Join("; ", unnamed.Take(MaxReasons))}{more}");
        }

        return orders;
    }

    /// <summary>What is wrong with an order concerns that order.</summary>
    private async Task<CartOrder> ReadAsync(
        FileInfo file,
        string number,
        FoundOrder found,
        CancellationToken cancellationToken
    )
    {
        var changedAt = ChangedAt(file);
        string? problem;
        try
        {
            if (found.Json is { } json)
            {
                var order = OrderFile.Read(json, number);
                return OrderReading.Of(order, changedAt, await ShippedAsync(number, cancellationToken));
            }

            problem = found.Problem;
        }
        catch (Exception e) when (e is not (OperationCanceledException or ConnectionProblemException))
        {
            problem = e.Message;
        }

        return OrderReading.Broken(number, changedAt, $"It cannot be read in {file.Name}: {problem}");
    }

    /// <summary>A time ahead of the clock must not pass over what is written until then.</summary>
    private DateTimeOffset ChangedAt(FileInfo file)
    {
        var (written, now) = (new DateTimeOffset(file.LastWriteTimeUtc), time.GetUtcNow());
        if (written > now + MaxClockDifference)
        {
            folder.WarnOfTime(file);
        }

        return written < now ? written : now;
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

    /// <exception cref="JsonException">One of them cannot be read: how much has left is not known.</exception>
    private async Task<List<ConfirmShipment>> ShippedAsync(string number, CancellationToken cancellationToken)
    {
        var shipped = new List<ConfirmShipment>();
        foreach (var file in ShipmentFiles(number))
        {
            if (await ShipmentAsync(file, cancellationToken) is { } shipment)
            {
                shipped.Add(shipment);
            }
        }

        return shipped;
    }

    private IReadOnlyList<FileInfo> ShipmentFiles(string number) => folder.Files(ShipmentsOf(number), "*.json");

    /// <exception cref="JsonException">It cannot be read; we wrote it, and somebody has changed it since.</exception>
    private async Task<ConfirmShipment?> ShipmentAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (await folder.ReadAsync(file, cancellationToken) is not { } text)
        {
            return null;
        }

        var shipment = JsonSerializer.Deserialize(text.Text, OrderJson.Default.ConfirmShipment);
        return shipment?.Lines.Contains(null!) == true ? throw new JsonException("one of its lines is null") : shipment;
    }

    private static string ShipmentsOf(string number) => Path.Combine("shipments", DropFolder.NameOf(number));

    private static ConnectionProblemException Refused(string why) => new(ConnectionProblem.Refused, why);
}
