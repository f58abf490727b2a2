using Crossdock.Adapters;
using Crossdock.Platform.Work;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>
/// The three durations on which "never sent twice" depends: a call must have ended before another worker may lease its document, and before
/// "not found" is believed.
/// </summary>
internal static class TimeoutGuard
{
    /// <exception cref="SettingException">A connection's <c>Timeout</c> is too long.</exception>
    public static void Check(string path, TimeSpan timeout, DeliveryOptions delivery, WorkOptions work)
    {
        if (timeout >= delivery.UnclearGrace)
        {
            throw new SettingException(
                $"{path}:Timeout",
                $"is {timeout}, not shorter than Delivery:UnclearGrace ({delivery.UnclearGrace})",
                "set a shorter Timeout or a longer UnclearGrace, or an order that is still in transit could be sent again"
            );
        }

        if (timeout >= work.Lease)
        {
            throw new SettingException(
                $"{path}:Timeout",
                $"is {timeout}, not shorter than Work:Lease ({work.Lease})",
                "set a shorter Timeout or a longer Lease, or two workers could send the same order"
            );
        }
    }
}
