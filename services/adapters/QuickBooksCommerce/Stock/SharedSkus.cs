using System.Collections.Concurrent;

namespace Crossdock.Adapters.QuickBooksCommerce.Stock;

/// <summary>Says that an SKU is on several variants when that is new, and not each time it is met.</summary>
internal sealed class SharedSkus(string connection, ILogger logger)
{
    private readonly ConcurrentDictionary<string, int> said = new(StringComparer.Ordinal);

    /// <param name="sku">As in the cart.</param>
    /// <param name="count">How many variants with it were met; orders meet only those that they sell.</param>
    public void Report(string sku, int count)
    {
        if (said.GetValueOrDefault(sku) < count)
        {
            said[sku] = count;
            Log.SkuShared(logger, connection, sku, count);
        }
    }

    /// <summary>The SKU is on one variant: if it is shared again later, that is news.</summary>
    public void Settled(string sku) => said.TryRemove(sku, out _);
}
