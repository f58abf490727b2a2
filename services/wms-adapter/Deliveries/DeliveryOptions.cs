namespace Crossdock.WmsAdapter.Deliveries;

/// <summary><c>Delivery:…</c> in configuration.</summary>
public sealed class DeliveryOptions
{
    /// <summary>
    /// After an unclear answer the warehouse is trusted to say "not there" only this long after the sending: longer than a request can be
    /// on its way, so that none that is still under way is sent a second time.
    /// </summary>
    public TimeSpan UnclearGrace { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The pause between the first two looks at an import; it doubles with each, up to five minutes.</summary>
    public TimeSpan FirstLookAfter { get; set; } = TimeSpan.FromSeconds(5);
}
