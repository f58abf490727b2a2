using System.Text.Json;

namespace Crossdock.Sandbox.Data;

/// <summary>One change for the journal: the record, or null when it was removed.</summary>
internal readonly record struct Entry(string Table, int Id, object? Record);

/// <summary>The records of one kind, by id and in the order of their ids. Used only under the database's lock.</summary>
internal sealed class Table<T>
    where T : class, IRecord
{
    private readonly string name;
    private readonly Func<DateTimeOffset> now;
    private readonly List<Action<List<Entry>>> pending;
    private readonly Dictionary<int, T> byId = [];
    private readonly HashSet<int> dirty = [];
    private List<T>? sorted;
    private int nextId;

    public Table(
        string name,
        int firstId,
        Func<DateTimeOffset> now,
        List<Action<List<Entry>>> pending,
        IEnumerable<string> rows
    )
    {
        (this.name, this.now, this.pending, nextId) = (name, now, pending, firstId);
        foreach (var record in rows.Select(json => JsonSerializer.Deserialize<T>(json)!))
        {
            byId.Add(record.Id, record);
            nextId = Math.Max(nextId, record.Id + 1);
        }
    }

    public int Count => byId.Count;

    public IReadOnlyList<T> All => sorted ??= [.. byId.Values.OrderBy(record => record.Id)];

    public T? Find(int? id) => id is { } key && byId.TryGetValue(key, out var record) ? record : null;

    public T this[int id] => byId[id];

    /// <summary>Gives the record its id, and an object of the cart its times.</summary>
    public T Add(T record)
    {
        record.Id = nextId++;
        if (record is CartRecord made)
        {
            made.CreatedAt = made.UpdatedAt = now();
        }

        byId.Add(record.Id, record);
        sorted?.Add(record);
        Save(record);
        return record;
    }

    /// <summary>Marks the record as changed: the journal gets it when the change ends.</summary>
    public void Save(T record) => MarkDirty(record.Id);

    public void Remove(T record)
    {
        byId.Remove(record.Id);
        sorted = null;
        MarkDirty(record.Id);
    }

    private void MarkDirty(int id)
    {
        if (dirty.Count == 0)
        {
            pending.Add(Collect);
        }

        dirty.Add(id);
    }

    private void Collect(List<Entry> entries)
    {
        entries.AddRange(dirty.Select(id => new Entry(name, id, Find(id))));
        dirty.Clear();
    }
}
