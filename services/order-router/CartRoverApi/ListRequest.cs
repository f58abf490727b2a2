using System.Globalization;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>What a client asks of a list.</summary>
internal sealed record ListRequest(
    OrderList List,
    DateTimeOffset? From,
    DateTimeOffset? To,
    string? Source,
    int Limit,
    int Page
)
{
    private const int DefaultLimit = 20;

    /// <summary>Who asks for more gets this many.</summary>
    private const int MaxLimit = 100;

    /// <exception cref="CartRoverException">A parameter cannot be read.</exception>
    public static ListRequest Of(string status, IQueryCollection query)
    {
        var (limit, page) = Paging(query);
        var to = Date(query, "to_date");
        return new(
            OrderList.Find(status),
            Date(query, "from_date")?.At,
            // A day means all of it.
            to is { IsDay: true } day
                ? day.At.AddDays(1).AddTicks(-1)
                : to?.At,
            query["order_source"] is [{ Length: > 0 } source, ..] ? source : null,
            limit,
            page
        );
    }

    /// <exception cref="CartRoverException">A parameter is no number.</exception>
    public static (int Limit, int Page) Paging(IQueryCollection query) =>
        (Math.Min(Number(query, "limit", DefaultLimit), MaxLimit), Number(query, "page", 1));

    public bool IsWithin(DateTimeOffset? moment) => (From is null || moment >= From) && (To is null || moment <= To);

    private static int Number(IQueryCollection query, string name, int otherwise) =>
        query[name] is not [{ Length: > 0 } text, ..] ? otherwise
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (int)Math.Clamp(number, 1, int.MaxValue)
        : throw new CartRoverException(ErrorCode.Invalid, $"Parameter {name} is no number.");

    private static (DateTimeOffset At, bool IsDay)? Date(IQueryCollection query, string name) =>
        query[name] is not [{ Length: > 0 } text, ..]
            ? null
            : FieldText.Date(text) ?? throw new CartRoverException(ErrorCode.Invalid, $"Parameter {name} is no date.");
}
