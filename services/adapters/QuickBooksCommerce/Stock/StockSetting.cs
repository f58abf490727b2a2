using System.Security.Cryptography;
using System.Text;
using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.Adapters.QuickBooksCommerce.Wire;
using Crossdock.Contracts;

namespace Crossdock.Adapters.QuickBooksCommerce.Stock;

/// <summary>
/// Makes the cart show levels: reads what it shows, and records the differences in one stock adjustment. A repeat reads again, so
/// that what an earlier try has done is no difference any more.
/// </summary>
internal sealed class StockSetting(
    ICommerceApi api,
    SkuList skus,
    SharedSkus shared,
    Account account,
    StockRules rules,
    string connection,
    ILogger logger
)
{
    /// <summary>One bad line makes the service refuse all; so many refusals are spent on finding the bad ones.</summary>
    private const int MaxRefusals = 16;

    public async Task<IReadOnlyDictionary<string, string>> SetAsync(
        IReadOnlyList<StockLevel> levels,
        string reference,
        CancellationToken cancellationToken
    )
    {
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        if (levels.Count == 0)
        {
            return refused;
        }

        var known = await skus.ForAsync([.. levels.Select(level => level.Sku)], cancellationToken);
        var wanted = Variants(levels, known.Variants, refused);
        if (wanted.Count == 0)
        {
            return refused;
        }

        var at = rules.LocationId ?? await account.PrimaryLocationAsync(cancellationToken);
        var variants = await Answers.ByIdsAsync(
            wanted.Keys.Where(id => !known.JustRead.ContainsKey(id)),
            (ids, page) => api.ListVariantsAsync(ids, page, cancellationToken),
            body => body.Variants
        );
        var lines = Differences(
            wanted,
            variants.Concat(known.JustRead.Values).ToLookup(variant => variant.Id),
            at,
            refused
        );
        var parts = new Queue<StockAdjustmentLineFields[]>();
        if (lines.Count > 0)
        {
            parts.Enqueue([.. lines]);
        }

        for (var refusals = 0; parts.TryDequeue(out var part); )
        {
            try
            {
                await RecordAsync(part, at, reference, cancellationToken);
            }
            catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
            {
                if (part.Length == 1 || ++refusals > MaxRefusals)
                {
                    foreach (var line in part)
                    {
                        refused[wanted[line.VariantId].Sku] = e.Message;
                    }
                }
                else
                {
                    parts.Enqueue(part[..(part.Length / 2)]);
                    parts.Enqueue(part[(part.Length / 2)..]);
                }
            }
        }

        return refused;
    }

    private Dictionary<long, StockLevel> Variants(
        IReadOnlyList<StockLevel> levels,
        ILookup<string, long> variants,
        Dictionary<string, string> refused
    )
    {
        var wanted = new Dictionary<long, StockLevel>();
        foreach (var level in levels)
        {
            switch (variants[level.Sku].ToList())
            {
                case []:
                    refused[level.Sku] = "QuickBooks Commerce has no item with this SKU";
                    break;
                case [var id]:
                    shared.Settled(level.Sku);
                    wanted[id] = level;
                    break;
                case { } several:
                    shared.Report(level.Sku, several.Count);
                    refused[level.Sku] =
                        $"{several.Count} variants in QuickBooks Commerce have this SKU (ids {string.Join(',', several.Order().Take(5))}): give each its own";
                    break;
            }
        }

        return wanted;
    }

    private List<StockAdjustmentLineFields> Differences(
        Dictionary<long, StockLevel> wanted,
        ILookup<long?, VariantObject> variants,
        long at,
        Dictionary<string, string> refused
    )
    {
        var lines = new List<StockAdjustmentLineFields>();
        foreach (var (id, level) in wanted)
        {
            if (variants[id].FirstOrDefault() is not { } variant || variant.Sku != level.Sku)
            {
                skus.Forget();
                refused[level.Sku] = "The item with this SKU is just being changed in QuickBooks Commerce";
                continue;
            }

            var (line, refusal) = StockDelta.Between(variant, id, at, level.OnHand);
            if (refusal is not null)
            {
                refused[level.Sku] = refusal;
            }
            else if (line is not null)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private async Task RecordAsync(
        StockAdjustmentLineFields[] lines,
        long at,
        string reference,
        CancellationToken cancellationToken
    )
    {
        var key = KeyOf(lines, at, reference);
        var notes = $"Crossdock {reference} {key[..12]}";
        try
        {
            var adjustment = new StockAdjustmentFields
            {
                Reason = rules.Reason,
                Notes = notes,
                StockLocationId = at,
                StockAdjustmentLineItems = lines,
            };
            await api.CreateStockAdjustmentAsync(new(adjustment), key, cancellationToken).ReadAsync();
        }
        catch (ConnectionProblemException e)
            when (e.Problem != ConnectionProblem.Throttled && Errors.SaysDuplicateKey(e.Message))
        {
            // An earlier try was still under way when the levels were read just now.
            if (!await IsRecordedAsync(notes, cancellationToken))
            {
                throw new ConnectionProblemException(
                    ConnectionProblem.Unclear,
                    "QuickBooks Commerce has seen this stock adjustment before, but does not show it yet",
                    e
                );
            }
        }

        Log.StockAdjusted(logger, connection, lines.Length, reference);
    }

    private async Task<bool> IsRecordedAsync(string notes, CancellationToken cancellationToken)
    {
        var newest = await api.ListNewestStockAdjustmentsAsync(cancellationToken).ReadAsync();
        return newest
            .Body.Of(body => body.StockAdjustments)
            .Any(adjustment => adjustment.Notes?.Contains(notes, StringComparison.Ordinal) == true);
    }

    /// <summary>The same for the same changes under the same reference, so that only a true repeat is refused.</summary>
    private static string KeyOf(StockAdjustmentLineFields[] lines, long at, string reference)
    {
        var content = string.Join(
            '\n',
            lines
                .OrderBy(line => line.VariantId)
                .Select(line => $"{Texts.Of(line.VariantId)}:{Texts.Of(line.Quantity)}")
                .Prepend($"{reference}@{Texts.Of(at)}")
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..40];
    }
}

/// <summary>What a merchant decides about stock.</summary>
/// <param name="LocationId">Where stock is set; null stands for the account's primary location.</param>
/// <param name="Reason">The reason that the cart's books show.</param>
internal sealed record StockRules(long? LocationId, string Reason);
