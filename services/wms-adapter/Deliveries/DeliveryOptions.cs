namespace Crossdock.WmsAdapter.Deliveries;

/// <summary><c>Delivery:…</c> in configuration.</summary>
public sealed class DeliveryOptions
{
    /// <summary>
    /// After an unclear answer, "not found" is only believed this long after sending: longer than a request can be
    /// in transit, so that no request that is still in transit is sent again.
    /// </summary>
    public TimeSpan UnclearGrace { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The delay between the first two polls of an import; it doubles with each, up to five minutes.</summary>
    public TimeSpan FirstLookAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// An order that has waited this long since the cart showed it, for example because the warehouse was down, is read from the cart again
    /// before it is sent.
    /// </summary>
    public TimeSpan RereadAfter { get; set; } = TimeSpan.FromMinutes(15);
}
