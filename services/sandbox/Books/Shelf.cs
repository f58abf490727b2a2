using System.Text.Json;

namespace Crossdock.Sandbox.Books;

/// <summary>One change to write through: the record, or null when it is gone.</summary>
internal readonly record struct Entry(string Shelf, int Id, object? Record);

/// <summary>The records of one kind, by id and in the order of their ids. Used only inside the ledger's gate.</summary>
internal sealed class Shelf<T>(string name, int firstId, List<Action<List<Entry>>> pending)
    where T : class, IRecord
{
    private readonly Dictionary<int, T> _byId = [];
    private readonly HashSet<int> _dirty = [];
    private List<T>? _sorted = [];
    private int _next = firstId;

    public string Name => name;

    public int Count => _byId.Count;

    public IReadOnlyList<T> All => _sorted ??= [.. _byId.Values.OrderBy(record => record.Id)];

    public T? Find(int? id) => id is { } key && _byId.TryGetValue(key, out var record) ? record : null;

    public T this[int id] => _byId[id];

    public T Add(T record)
    {
        record.Id = _next++;
        _byId.Add(record.Id, record);
        _sorted?.Add(record);
        Save(record);
        return record;
    }

    /// <summary>Says that the record has changed: it is written when the change ends.</summary>
    public void Save(T record) => Touch(record.Id);

    public void Remove(T record)
    {
        _byId.Remove(record.Id);
        _sorted = null;
        Touch(record.Id);
    }

    public void Load(IEnumerable<string> rows)
    {
        foreach (var json in rows)
        {
            var record = JsonSerializer.Deserialize<T>(json)!;
            _byId.Add(record.Id, record);
            _next = Math.Max(_next, record.Id + 1);
        }
        _sorted = null;
    }

    private void Touch(int id)
    {
        if (_dirty.Count == 0)
        {
            pending.Add(Collect);
        }
        _dirty.Add(id);
    }

    private void Collect(List<Entry> entries)
    {
        foreach (var id in _dirty)
        {
            entries.Add(new Entry(name, id, Find(id)));
        }
        _dirty.Clear();
    }
}
