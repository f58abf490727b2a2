using System.Text.Json.Nodes;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>One kind of object that can be listed and read: its names, its JSON and its filters.</summary>
internal sealed class CartResource<T>(
    string plural,
    string singular,
    Func<IEnumerable<T>> all,
    Func<int, T?> find,
    Func<T, JsonObject> view
)
    where T : CartRecord
{
    private readonly List<Func<CartQuery, Func<T, bool>?>> filters = [];
    private Func<T, CartQuery, bool> hidden = (_, _) => false;
    private Action<JsonObject, IReadOnlyList<T>> sideload = (_, _) => { };
    private Action<JsonObject, T, string> include = (_, _, _) => { };

    /// <summary>A resource whose objects are on the database.</summary>
    public CartResource(string plural, string singular, Table<T> table, Func<T, JsonObject> view)
        : this(plural, singular, () => table.All, id => table.Find(id), view) { }

    public string Plural => plural;

    public string Singular => singular;

    public CartResource<T> Number(string name, Func<T, int?> read) =>
        Filter(query => query.Numbers(name) is { } wanted ? one => read(one) is { } it && wanted.Contains(it) : null);

    /// <summary>A filter on a text as a whole.</summary>
    public CartResource<T> Text(string name, Func<T, string?> read) =>
        Filter(query => query.Texts(name) is { } wanted ? one => read(one) is { } it && wanted.Contains(it) : null);

    /// <summary>A filter on one of a few words: it takes comma lists.</summary>
    public CartResource<T> Word(string name, Func<T, string?> read) =>
        Words(name, one => read(one) is { } it ? [it] : []);

    public CartResource<T> Words(string name, Func<T, IEnumerable<string>> read) =>
        Filter(query => query.Words(name) is { } wanted ? one => read(one).Any(wanted.Contains) : null);

    /// <summary>What a list leaves out unless the query asks for it.</summary>
    public CartResource<T> Hide(Func<T, CartQuery, bool> hide)
    {
        hidden = hide;
        return this;
    }

    /// <summary>What a list carries beside its objects.</summary>
    public CartResource<T> Sideload(Action<JsonObject, IReadOnlyList<T>> load)
    {
        sideload = load;
        return this;
    }

    /// <summary>What one object carries beside it for each name in <c>include=</c>.</summary>
    public CartResource<T> Include(Action<JsonObject, T, string> load)
    {
        include = load;
        return this;
    }

    public T Get(string id) =>
        (int.TryParse(id, out var number) ? find(number) : null) ?? throw CartProblem.NotFound(singular, id);

    public JsonObject One(T record, string? names = null)
    {
        var body = new JsonObject { [singular] = view(record) };
        foreach (var name in (names ?? "").Split(',', StringSplitOptions.TrimEntries).Distinct())
        {
            include(body, record, name);
        }

        return body;
    }

    /// <summary>A page of the list, and what its X-Pagination header says.</summary>
    public (JsonObject Body, JsonObject Pagination) List(CartQuery query)
    {
        var ids = query.Numbers("ids");
        var asked = filters.Select(filter => filter(query)).OfType<Func<T, bool>>().ToList();
        var found = query
            .Sorted(
                all()
                    .Where(record =>
                        (ids is null || ids.Contains(record.Id))
                        && !hidden(record, query)
                        && asked.TrueForAll(filter => filter(record))
                        && query.InTime(record)
                    )
            )
            .ToList();
        var offset = (long)(query.Page - 1) * query.Limit;
        var page = found.Skip((int)Math.Min(offset, int.MaxValue)).Take(query.Limit).ToList();
        var body = new JsonObject { [plural] = new JsonArray([.. page.Select(view)]) };
        sideload(body, page);
        body["meta"] = new JsonObject { ["total"] = found.Count };
        return (body, Pagination(query, found.Count, offset));
    }

    private CartResource<T> Filter(Func<CartQuery, Func<T, bool>?> filter)
    {
        filters.Add(filter);
        return this;
    }

    private static JsonObject Pagination(CartQuery query, int total, long offset)
    {
        // A limit of 0, which only counts, is recorded to answer one page.
        var pages = query.Limit == 0 ? 1 : (total + query.Limit - 1) / query.Limit;
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
