using System.Diagnostics.CodeAnalysis;
using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce.Stock;

/// <summary>
/// Which variants bear which SKU. Variants can be asked for by one SKU, and lists are documented for numbers only, so the whole
/// list is read, 250 in a call, and kept. Only so is it seen, too, that an SKU is on several variants. Later on only what has
/// changed is read (updated_at_min is documented for every list); what was deleted does not show there, so that the whole is
/// read once a day all the same.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A semaphore whose wait handle nobody asks for holds nothing that needs to be released."
)]
internal sealed class SkuList(ICommerceApi api, TimeSpan maxAge, TimeProvider time, string connection, ILogger logger)
{
    /// <summary>An SKU that is not in the list may be new; but to look for it at every call would eat up the rate limit.</summary>
    private static readonly TimeSpan MinAge = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan MaxWholeAge = TimeSpan.FromDays(1);

    /// <summary>A change may show up in lists a little later than one with a later time.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    /// <summary>What was read within so short a time needs no second look before stock is set by it.</summary>
    private static readonly TimeSpan JustNow = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim alone = new(1);
    private volatile Reading? last;

    public async Task<SkuAnswer> ForAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        // Several batches may begin at once: one reads, the others have it.
        await alone.WaitAsync(cancellationToken);
        try
        {
            return await AnswerAsync(skus, cancellationToken);
        }
        finally
        {
            alone.Release();
        }
    }

    /// <summary>The next question is answered from a fresh list: what was read has turned out to be old.</summary>
    public void Forget() => last = null;

    private async Task<SkuAnswer> AnswerAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var known = last;
        var read = new List<VariantObject>();
        if (known is null || IsTooOld(known, skus, asked))
        {
            last = known = await ReadAsync(null, read, cancellationToken);
        }
        else if (MayHaveChanged(known, skus, asked))
        {
            last = known = await ReadAsync(known, read, cancellationToken);
        }

        var fresh = time.GetUtcNow() - asked <= JustNow ? read : [];
        return new(
            known.Variants,
            fresh
                .Where(variant => variant is { Id: not null, Locations: not null })
                .DistinctBy(variant => variant.Id)
                .ToDictionary(variant => variant.Id!.Value)
        );
    }

    /// <summary>Where an SKU is on several variants, one of them may have been deleted meanwhile.</summary>
    private bool IsTooOld(Reading known, IReadOnlyCollection<string> skus, DateTimeOffset now) =>
        now - known.WholeAt >= MaxWholeAge
        || known.ChangedAt is null
        || (now - known.WholeAt >= maxAge && skus.Any(sku => known.Variants[sku].Count() > 1));

    private bool MayHaveChanged(Reading known, IReadOnlyCollection<string> skus, DateTimeOffset now) =>
        now - known.ReadAt >= maxAge
        || (now - known.ReadAt >= MinAge && skus.Any(sku => !known.Variants.Contains(sku)));

    private async Task<Reading> ReadAsync(
        Reading? before,
        List<VariantObject> read,
        CancellationToken cancellationToken
    )
    {
        var skus = before is null ? [] : new Dictionary<long, string>(before.Skus);
        var changed = before?.ChangedAt;
        var readAt = time.GetUtcNow();
        var since = changed is null ? null : Texts.Of(changed.Value - Overlap);
        // A variant deleted during the read could hide another one until the next; its SKU is then reported as unknown.
        var pages = Answers.PagesAsync(
            page => api.ListVariantsChangedAsync(since, page, cancellationToken),
            body => body.Variants
        );
        await foreach (var (page, _) in pages)
        {
            read.AddRange(page);
        }

        foreach (var variant in read)
        {
            if (variant.Id is not { } id)
            {
                continue;
            }

            changed = changed > variant.UpdatedAt ? changed : variant.UpdatedAt ?? changed;
            if (variant is { Sku: { } sku, Status: not ("deleted" or "archived") })
            {
                skus[id] = sku;
            }
            else
            {
                skus.Remove(id);
            }
        }

        Log.SkuListRead(logger, connection, read.Count, skus.Count);
        return new(readAt, before?.WholeAt ?? readAt, changed, skus);
    }

    /// <param name="ReadAt">By our clock.</param>
    /// <param name="WholeAt">When all of it was read, by our clock.</param>
    /// <param name="ChangedAt">The latest change seen, by the cart's clock; null where it tells none.</param>
    /// <param name="Skus">By variant.</param>
    private sealed record Reading(
        DateTimeOffset ReadAt,
        DateTimeOffset WholeAt,
        DateTimeOffset? ChangedAt,
        Dictionary<long, string> Skus
    )
    {
        public ILookup<string, long> Variants { get; } =
            Skus.ToLookup(entry => entry.Value, entry => entry.Key, StringComparer.Ordinal);
    }
}

/// <summary>What is known of SKUs.</summary>
/// <param name="Variants">The variants of each SKU; none where the cart has no such SKU.</param>
/// <param name="JustRead">Variants that were read for this answer, with their stock.</param>
internal sealed record SkuAnswer(ILookup<string, long> Variants, IReadOnlyDictionary<long, VariantObject> JustRead);
