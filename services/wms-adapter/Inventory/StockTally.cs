using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.WmsAdapter.Inventory;

/// <summary>
/// What one download says about each item: several rows of an item in one building are added up, whichever page they are on. Pure.
/// </summary>
internal sealed class StockTally
{
    private const int MaxItems = 1_000_000;

    /// <summary>More than any warehouse has: a number beyond is an error in the row.</summary>
    private const decimal MaxOnHand = 1_000_000_000;

    private readonly Dictionary<(string Warehouse, string Key), StockReading> items = [];
    private readonly Dictionary<(string Warehouse, string Key), int> rows = [];

    public IReadOnlyCollection<StockReading> Readings => items.Values;

    /// <summary>Rows that name no item. While there are any, no item can be said to be missing.</summary>
    public int Nameless { get; private set; }

    /// <summary>The items with a row that cannot be read.</summary>
    public IEnumerable<string> Unreadable =>
        items.Values.Where(item => item.OnHand is null).Select(item => item.ItemCode);

    /// <summary>What cannot be read, and why.</summary>
    public IEnumerable<KeyValuePair<string, string>> Problems =>
        Unreadable
            .Distinct(StringComparer.Ordinal)
            .Select(item =>
                KeyValuePair.Create($"The stock of {item}", "its quantity is no number; the level known before stays")
            )
            .Concat(Nameless == 0 ? [] : [KeyValuePair.Create($"{Nameless} rows of stock", "they have no item code")]);

    /// <summary>The items with several rows in one building.</summary>
    public IEnumerable<string> Summed =>
        rows.Where(count => count.Value > 1 && items[count.Key].OnHand is not null)
            .Select(count => $"{items[count.Key].ItemCode} ({count.Value} rows, {items[count.Key].OnHand:0.####})");

    /// <summary>True if the download lists the whole stock: an item that is not in it is not there.</summary>
    public bool IsComplete => Nameless == 0 && items.Count > 0;

    /// <exception cref="ConnectionProblemException">There is no end to it.</exception>
    public void Add(StockReading reading)
    {
        if (ItemCodes.KeyOf(reading.ItemCode) is not { Length: > 0 } code)
        {
            Nameless++;
            return;
        }

        var key = (reading.Warehouse.ToUpperInvariant(), code);
        rows[key] = rows.GetValueOrDefault(key) + 1;
        if (reading.OnHand is > MaxOnHand or < -MaxOnHand)
        {
            reading = reading with { OnHand = null };
        }

        // A sum with a part that cannot be read cannot be read.
        items[key] = items.TryGetValue(key, out var other)
            ? other with
            {
                OnHand = other.OnHand + reading.OnHand,
            }
            : reading;
        if (items.Count > MaxItems)
        {
            throw new ConnectionProblemException(
                ConnectionProblem.Down,
                $"The warehouse lists more than {MaxItems} items: that is no stock"
            );
        }
    }
}
