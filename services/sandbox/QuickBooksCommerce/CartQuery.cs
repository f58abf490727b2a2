using System.Globalization;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>A list's query: <c>name</c> and <c>name[]</c> are the same, may be repeated, and count only where they are not blank.</summary>
internal sealed class CartQuery
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);

    public CartQuery(IQueryCollection query)
    {
        foreach (var (key, sent) in query)
        {
            var name = key.EndsWith("[]", StringComparison.Ordinal) ? key[..^2] : key;
            var texts = sent.OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text)).ToList();
            if (texts.Count > 0 && !values.TryAdd(name, texts))
            {
                values[name].AddRange(texts);
            }
        }

        Limit = Whole("limit", 50);
        Page = Whole("page", 1);
        if (Limit > Choices.MaxPerPage)
        {
            throw CartProblem.BadRequest($"limit must not be greater than {Choices.MaxPerPage}");
        }

        if (Page < 1)
        {
            throw CartProblem.BadRequest("page must be 1 or greater");
        }
    }

    public int Limit { get; }

    public int Page { get; }

    /// <summary>The texts asked for, whole; null when the filter is not used.</summary>
    public HashSet<string>? Texts(string name) =>
        values.TryGetValue(name, out var texts) ? texts.ToHashSet(StringComparer.Ordinal) : null;

    /// <summary>The words asked for: a comma list, repeated, or both; null when the filter is not used.</summary>
    public HashSet<string>? Words(string name) =>
        values.TryGetValue(name, out var texts)
            ? texts.SelectMany(Split).ToHashSet(StringComparer.OrdinalIgnoreCase)
            : null;

    /// <summary>The numbers asked for, like words; null when the filter is not used.</summary>
    public HashSet<int>? Numbers(string name) =>
        Words(name)
            ?.Select(part =>
                int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : throw CartProblem.BadRequest($"{name} must be integers")
            )
            .ToHashSet();

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
        // By id alone where that is asked for: every record has the same time then.
        Func<T, DateTimeOffset> time = words switch
        {
            ["id", ..] => _ => default,
            ["updated_at", ..] => record => record.UpdatedAt,
            _ => record => record.CreatedAt,
        };
        return descending
            ? records.OrderByDescending(time).ThenByDescending(record => record.Id)
            : records.OrderBy(time).ThenBy(record => record.Id);
    }

    private bool Within(DateTimeOffset time, string name) =>
        (Time(name + "_min") is not { } from || time >= from) && (Time(name + "_max") is not { } to || time <= to);

    // Both ends are inclusive: a choice the facts leave open.
    private DateTimeOffset? Time(string name)
    {
        if (Last(name) is not { } text)
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

    private string? Last(string name) => values.TryGetValue(name, out var texts) ? texts[^1] : null;

    private static string[] Split(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
