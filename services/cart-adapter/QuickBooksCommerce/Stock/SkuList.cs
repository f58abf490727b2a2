using Crossdock.CartAdapter.QuickBooksCommerce.Http;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Stock;

/// <summary>
/// Which variants bear which SKU. Variants can be asked for by one SKU, and lists are documented for numbers only, so the whole
/// list is read, 250 in a call, and kept for a while. Only so is it seen, too, that an SKU is on several variants.
/// </summary>
internal sealed class SkuList(
    CommerceClient client,
    TimeSpan maxAge,
    TimeProvider time,
    string connection,
    ILogger logger
)
{
    /// <summary>An SKU that is not in the list may be new; but to look for it at every call would eat up the rate limit.</summary>
    private static readonly TimeSpan MinAge = TimeSpan.FromMinutes(10);

    private volatile Reading? last;

    /// <summary>The variants of each SKU; none where the cart has no such SKU.</summary>
    public async Task<ILookup<string, long>> ForAsync(
        IEnumerable<string> skus,
        CancellationToken cancellationToken
    )
    {
        var reading = last;
        var age = time.GetUtcNow() - reading?.ReadAt;
        if (
            reading is null
            || age >= maxAge
            || (age >= MinAge && skus.Any(sku => !reading.Variants.Contains(sku)))
        )
        {
            last = reading = await ReadAsync(cancellationToken);
        }

        return reading.Variants;
    }

    /// <summary>The next question is answered from a fresh list: what was read has turned out to be old.</summary>
    public void Forget() => last = null;

    private async Task<Reading> ReadAsync(CancellationToken cancellationToken)
    {
        var variants = new Dictionary<long, string>();
        // A variant deleted during the read could hide another one until the next; its SKU is then reported as unknown.
        var pages = client.PagesAsync(
            "variants?order=created_at%20asc",
            body => body.Variants,
            Work.Routine,
            cancellationToken
        );
        var readAt = time.GetUtcNow();
        await foreach (var (page, _) in pages)
        {
            foreach (var variant in page)
            {
                if (
                    variant is { Id: { } id, Sku: { } sku }
                    && variant.Status is not ("deleted" or "archived")
                )
                {
                    variants[id] = sku;
                }
            }
        }

        Log.SkuListRead(logger, connection, variants.Count);
        return new(
            readAt,
            variants.ToLookup(entry => entry.Value, entry => entry.Key, StringComparer.Ordinal)
        );
    }

    private sealed record Reading(DateTimeOffset ReadAt, ILookup<string, long> Variants);
}
