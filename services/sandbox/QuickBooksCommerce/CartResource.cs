using System.Text.Json.Nodes;
using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>One kind of object that can be listed and read: its names, its JSON and its filters.</summary>
internal sealed class CartResource<T>(string plural, string singular, Shelf<T> shelf, Func<T, JsonObject> view)
    where T : CartRecord
{
    private readonly Dictionary<string, Func<T, int?>> _numbers = new(StringComparer.Ordinal) { ["ids"] = r => r.Id };
    private readonly Dictionary<string, Func<T, IEnumerable<string?>>> _texts = new(StringComparer.Ordinal);
    private Func<T, CartQuery, bool> _hidden = (_, _) => false;
    private Action<JsonObject, IReadOnlyList<T>> _sideload = (_, _) => { };

    public string Plural => plural;

    public CartResource<T> Number(string name, Func<T, int?> read)
    {
        _numbers.Add(name, read);
        return this;
    }

    public CartResource<T> Text(string name, Func<T, string?> read) => Words(name, record => [read(record)]);

    public CartResource<T> Words(string name, Func<T, IEnumerable<string?>> read)
    {
        _texts.Add(name, read);
        return this;
    }

    /// <summary>What a list leaves out unless the query asks for it.</summary>
    public CartResource<T> Hide(Func<T, CartQuery, bool> hidden)
    {
        _hidden = hidden;
        return this;
    }

    /// <summary>What a list carries beside its objects.</summary>
    public CartResource<T> Sideload(Action<JsonObject, IReadOnlyList<T>> sideload)
    {
        _sideload = sideload;
        return this;
    }

    public T Get(string id) =>
        (int.TryParse(id, out var number) ? shelf.Find(number) : null) ?? throw CartProblem.NotFound(singular, id);

    public JsonObject One(T record) => new() { [singular] = view(record) };

    /// <summary>A page of the list, and what its X-Pagination header says.</summary>
    public (JsonObject Body, JsonObject Pagination) List(CartQuery query)
    {
        var numbers = _numbers
            .Where(filter => query.Asks(filter.Key))
            .Select(filter => (filter.Value, Wanted: query.Numbers(filter.Key)!))
            .ToList();
        var texts = _texts
            .Where(filter => query.Asks(filter.Key))
            .Select(filter => (filter.Value, Wanted: query.Texts(filter.Key)!))
            .ToList();
        var found = query
            .Sorted(
                shelf.All.Where(record =>
                    !_hidden(record, query)
                    && numbers.TrueForAll(f => f.Value(record) is { } number && f.Wanted.Contains(number))
                    && texts.TrueForAll(f => f.Value(record).Any(text => text is not null && f.Wanted.Contains(text)))
                    && query.InTime(record)
                )
            )
            .ToList();
        var offset = (long)(query.Page - 1) * query.Limit;
        var page = found.Skip((int)Math.Min(offset, int.MaxValue)).Take(query.Limit).ToList();
        var body = new JsonObject { [plural] = new JsonArray([.. page.Select(view)]) };
        _sideload(body, page);
        if (Choices.ListsTotal(plural))
        {
            body["meta"] = new JsonObject { ["total"] = found.Count };
        }
        return (body, Pagination(query, found.Count, offset));
    }

    private static JsonObject Pagination(CartQuery query, int total, long offset)
    {
        var pages = query.Limit == 0 ? 0 : (total + query.Limit - 1) / query.Limit;
        return new JsonObject
        {
            ["total_records"] = total,
            ["total_pages"] = pages,
            ["first_page"] = query.Page == 1,
            ["last_page"] = query.Page >= pages,
            ["out_of_bounds"] = query.Page > Math.Max(pages, 1),
            ["offset"] = offset,
        };
    }
}
