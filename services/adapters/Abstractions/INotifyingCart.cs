namespace Crossdock.Adapters;

/// <summary>A cart that says by itself that something changed: the quick path. Reading what changed stays the safety net.</summary>
public interface INotifyingCart : ICart
{
    /// <summary>Has the cart send its notices to <paramref name="address"/>; safe to repeat.</summary>
    Task SubscribeAsync(Uri address, CancellationToken cancellationToken);

    /// <summary>Reads what came in through the endpoint, which anybody may knock at. Throws nothing.</summary>
    /// <param name="body">Byte for byte as it came.</param>
    /// <param name="header">The value of a header; null where there is none.</param>
    CartNotice ReadNotice(ReadOnlySpan<byte> body, Func<string, string?> header);

    /// <summary>One order as it is now; null where the cart has none with this id.</summary>
    Task<CartOrder?> ReadOrderAsync(string cartOrderId, CancellationToken cancellationToken);
}

/// <summary>What came in through the endpoint for notices.</summary>
/// <param name="IsAuthentic">Whether the cart has sent it; where not, nothing else counts.</param>
/// <param name="CartOrderId">The order that is new or changed; null where it is about something else.</param>
public sealed record CartNotice(bool IsAuthentic, string? CartOrderId);
