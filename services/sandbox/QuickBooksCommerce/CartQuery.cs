using System.Globalization;
using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>A list's query: <c>name</c> and <c>name[]</c> are the same, and may be repeated.</summary>
internal sealed class CartQuery
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    public CartQuery(IQueryCollection query)
    {
        foreach (var (key, values) in query)
        {
            var name = key.EndsWith("[]", StringComparison.Ordinal) ? key[..^2] : key;
            if (!_values.TryGetValue(name, out var list))
            {
                _values.Add(name, list = []);
            }
            list.AddRange(values.Select(value => value ?? ""));
        }
        Limit = Whole("limit", 50);
        Page = Whole("page", 1);
        if (Limit > Choices.MostPerPage)
        {
            throw CartProblem.BadRequest($"limit must not be greater than {Choices.MostPerPage}");
        }
        if (Page < 1)
        {
            throw CartProblem.BadRequest("page must be 1 or greater");
        }
    }

    public int Limit { get; }

    public int Page { get; }

    public bool Asks(string name) => _values.ContainsKey(name);

    /// <summary>The texts asked for, or null when the filter is not used.</summary>
    public HashSet<string>? Texts(string name) =>
        _values.TryGetValue(name, out var values) ? new HashSet<string>(values, StringComparer.Ordinal) : null;

    /// <summary>The numbers asked for: comma lists, repeated, or both.</summary>
    public HashSet<int>? Numbers(string name) =>
        _values.TryGetValue(name, out var values)
            ?
            [
                .. values
                    .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))
                    .Where(part => part.Length > 0)
                    .Select(part =>
                        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                            ? number
                            : throw CartProblem.BadRequest($"{name} must be integers")
                    ),
            ]
            : null;

    public bool InTime(CartRecord record) =>
        Within(record.CreatedAt, "created_at") && Within(record.UpdatedAt, "updated_at");

    public IEnumerable<T> Sorted<T>(IEnumerable<T> records)
        where T : CartRecord
    {
        var words = (Last("order") ?? "").Split([' ', '+'], StringSplitOptions.RemoveEmptyEntries);
        var descending =
            words.Length == 0
                ? Choices.NewestFirst
                : words.Length > 1 && words[1].Equals("desc", StringComparison.OrdinalIgnoreCase);
        Func<T, DateTimeOffset> time = words is ["updated_at", ..] ? r => r.UpdatedAt : r => r.CreatedAt;
        if (words is ["id", ..])
        {
            time = _ => default;
        }
        return descending
            ? records.OrderByDescending(time).ThenByDescending(record => record.Id)
            : records.OrderBy(time).ThenBy(record => record.Id);
    }

    private bool Within(DateTimeOffset time, string name) =>
        (Time(name + "_min") is not { } from || time >= from) && (Time(name + "_max") is not { } to || time <= to);

    // Both ends are inclusive: a choice the facts leave open.
    private DateTimeOffset? Time(string name)
    {
        if (Last(name) is not { Length: > 0 } text)
        {
            return null;
        }
        return DateTimeOffset.TryParse(
            text.Replace(' ', '+'), // An unescaped + of an offset arrives as a blank.
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : throw CartProblem.BadRequest($"{name} is not a valid date");
    }

    private int Whole(string name, int otherwise)
    {
        if (Last(name) is not { } text)
        {
            return otherwise;
        }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw CartProblem.BadRequest($"{name} must be an integer");
    }

    private string? Last(string name) => _values.TryGetValue(name, out var values) ? values[^1] : null;
}
