using Crossdock.Adapters.QuickBooksCommerce.Http;

namespace Crossdock.Adapters.QuickBooksCommerce.Orders;

/// <summary>
/// What the orders' currency ids stand for. The documentation that we have names the ids (order.currency_id,
/// account.default_currency_id) and no list of them. <c>/currencies</c> is seen in the answers recorded with the service's own Ruby
/// client (github.com/tradegecko/gecko, test/fixtures/vcr_cassettes/currencies.yml, 2014): <c>{"currencies":[{"id":4,"iso":"SGD",…}]}</c>.
/// So it is read once, and again when an order names an id that is not in it; where it cannot be read, orders have no currency
/// and nothing else is missing.
/// </summary>
internal sealed class Currencies(ICommerceApi api, TimeProvider time)
{
    /// <summary>An id that is not in the list may be new; but not so often.</summary>
    private static readonly TimeSpan MinAge = TimeSpan.FromHours(1);

    private volatile Reading? last;

    /// <summary>ISO 4217 codes by currency id, as far as they are known.</summary>
    public async Task<IReadOnlyDictionary<long, string>> ForAsync(
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken
    )
    {
        var known = last ?? new Reading(DateTimeOffset.MinValue, new Dictionary<long, string>());
        if (IsDue(known, ids))
        {
            last = known = new(time.GetUtcNow(), await ReadAsync(cancellationToken));
        }

        return known.Codes;
    }

    private bool IsDue(Reading known, IReadOnlyCollection<long> ids) =>
        time.GetUtcNow() - known.ReadAt >= MinAge && ids.Any(id => !known.Codes.ContainsKey(id));

    private async Task<Dictionary<long, string>> ReadAsync(CancellationToken cancellationToken)
    {
        var codes = new Dictionary<long, string>();
        try
        {
            var pages = Answers.PagesAsync(
                page => api.ListCurrenciesAsync(page, cancellationToken),
                body => body.Currencies
            );
            await foreach (var (page, _) in pages)
            {
                foreach (var currency in page)
                {
                    // Merchants may add their own: what is no code of three letters is none.
                    if (currency is { Id: { } id, Iso: { Length: 3 } iso } && iso.All(char.IsAsciiLetter))
                    {
                        codes[id] = iso.ToUpperInvariant();
                    }
                }
            }
        }
        catch (ConnectionProblemException e)
            when (e.Problem
                    is ConnectionProblem.WrongAddress
                        or ConnectionProblem.Credentials
                        or ConnectionProblem.Refused
            )
        {
            // The list is not there, or not for us. What is wrong with the whole connection shows at the next call.
        }

        return codes;
    }

    private sealed record Reading(DateTimeOffset ReadAt, IReadOnlyDictionary<long, string> Codes);
}
