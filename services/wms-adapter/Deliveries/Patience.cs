using Crossdock.Platform.Connections;
using Crossdock.Platform.Work;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>
/// The three times on which "never sent twice" stands: a call must have ended before its document may be taken by another worker, and before
/// "not there" is believed.
/// </summary>
internal static class Patience
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <exception cref="SettingException">A connection's <c>Timeout</c> is too long for the others.</exception>
    public static void Check(IServiceProvider provider)
    {
        var grace = provider.GetRequiredService<DeliveryOptions>().UnclearGrace;
        var lease = provider.GetRequiredService<WorkOptions>().Lease;
        foreach (
            var settings in provider
                .GetRequiredService<ConnectionSet<IWarehouse>>()
                .All.Select(w => w.Settings)
        )
        {
            var timeout = settings.FindTime("Timeout", DefaultTimeout);
            if (timeout >= grace)
            {
                throw settings.Broken(
                    "Timeout",
                    $"is {timeout}, not shorter than Delivery:UnclearGrace ({grace})",
                    "shorten it or lengthen the other, or an order that is still under way could be sent again"
                );
            }

            if (timeout >= lease)
            {
                throw settings.Broken(
                    "Timeout",
                    $"is {timeout}, not shorter than Work:Lease ({lease})",
                    "shorten it or lengthen the other, or two workers could send the same order"
                );
            }
        }
    }
}
