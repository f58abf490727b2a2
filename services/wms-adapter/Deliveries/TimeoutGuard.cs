using Crossdock.Adapters;
using Crossdock.Platform.Work;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>
/// The three times on which "never sent twice" stands: a call must have ended before its document may be taken by another worker, and before
/// "not there" is believed.
/// </summary>
internal static class TimeoutGuard
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <exception cref="SettingException">A connection's <c>Timeout</c> is too long for the others.</exception>
    public static void Check(ConnectionSettings settings, DeliveryOptions delivery, WorkOptions work)
    {
        var timeout = settings.FindTime("Timeout", DefaultTimeout);
        if (timeout >= delivery.UnclearGrace)
        {
            throw settings.Broken(
                "Timeout",
                $"is {timeout}, not shorter than Delivery:UnclearGrace ({delivery.UnclearGrace})",
                "shorten it or lengthen the other, or an order that is still under way could be sent again"
            );
        }

        if (timeout >= work.Lease)
        {
            throw settings.Broken(
                "Timeout",
                $"is {timeout}, not shorter than Work:Lease ({work.Lease})",
                "shorten it or lengthen the other, or two workers could send the same order"
            );
        }
    }
}
