using System.Diagnostics.Metrics;

namespace Crossdock.Platform.Observability;

/// <summary>The meter of all our instruments; each host has its own, so that two in one process do not add up.</summary>
public static class HubMeter
{
    /// <summary>The meter's name; <c>/metrics</c> shows what it has, and nothing else.</summary>
    public const string Name = "Crossdock";

    /// <summary>The meter of the host that the factory belongs to.</summary>
    public static Meter Of(IMeterFactory factory) => factory.Create(new MeterOptions(Name));
}
