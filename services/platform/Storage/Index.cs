using System.Linq.Expressions;
using System.Reflection;

namespace Crossdock.Platform.Storage;

/// <summary>An index of a collection. Queries go through an index only, so that none ever walks a whole collection.</summary>
/// <param name="fields">
/// Up to three properties of the document itself: texts, moments, GUIDs, enumerations or whole numbers. A query names values for the
/// first ones and may give the last of its range.
/// </param>
public sealed class Index<T>(params Expression<Func<T, object?>>[] fields)
    where T : Document
{
    /// <summary>The names of the properties, in order.</summary>
    public IReadOnlyList<string> Fields { get; } = [.. fields.Select(NameOf)];

    /// <summary>The documents with these values in the first fields, in the order of the rest.</summary>
    public Query<T> Where(params object[] values) =>
        values.Length <= Fields.Count
            ? new Query<T>(this, values)
            : throw new ArgumentException($"The index has only {Fields.Count} fields.", nameof(values));

    private static string NameOf(Expression<Func<T, object?>> field) =>
        field.Body switch
        {
            MemberExpression member => member.Member.Name,
            UnaryExpression { Operand: MemberExpression member } => member.Member.Name,
            _ => throw new ArgumentException($"{field} is not a property of the document.", nameof(field)),
        };
}

/// <summary>A question to a collection: equal values for the first fields of an index, a range on the next one, an order and a limit.</summary>
public sealed record Query<T>(Index<T> Index, IReadOnlyList<object> Equal)
    where T : Document
{
    /// <summary>Lower bound, included, of the first field without a value.</summary>
    public object? From { get; init; }

    /// <summary>Upper bound, included, of the first field without a value; documents without a value there never match.</summary>
    public object? To { get; init; }
    public bool Descending { get; init; }

    /// <summary>Values of the fields without one: what matches comes after them, in the order of the query.</summary>
    public IReadOnlyList<object> After { get; init; } = [];

    /// <summary>How many documents at most.</summary>
    public int Limit { get; init; } = 100;

    public Query<T> AtLeast(object value) => this with { From = value };

    public Query<T> AtMost(object value) => this with { To = value };

    public Query<T> Take(int limit) => this with { Limit = limit };

    public Query<T> Backwards() => this with { Descending = true };

    /// <summary>
    /// A cursor to go on after a document. Only an index that ends with the id can go on there: else documents with the same values are missed.
    /// </summary>
    public string CursorAfter(T document) =>
        Index.Fields[^1] == nameof(Document.Id)
            ? Cursor.Of([.. Ordering().Select(field => field.GetValue(document))])
            : throw new InvalidOperationException($"{string.Join(", ", Index.Fields)} does not end with the id.");

    /// <exception cref="FormatException">No query of this index has given the cursor.</exception>
    public Query<T> Continue(string cursor) =>
        this with
        {
            After = Cursor.Read(cursor, [.. Ordering().Select(field => field.PropertyType)]),
        };

    private IEnumerable<PropertyInfo> Ordering() =>
        Index.Fields.Skip(Equal.Count).Select(name => typeof(T).GetProperty(name)!);
}
