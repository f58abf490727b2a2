using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Crossdock.Bergen.Tests")]

namespace Crossdock.Adapters.Bergen;

/// <summary>Makes connections to Bergen Logistics (Rex11 PublicAPIWS v3, SOAP 1.1).</summary>
public sealed class BergenFactory : IWarehouseFactory
{
    public string Kind => "Bergen";

    public IWarehouse Create(ConnectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var settings = BergenSettings.Read(context.Settings);
        var transport = new SoapTransport(context.CreateHttpClient(), settings, context.Time);
        return new BergenWarehouse(
            new RexClient(transport, settings),
            settings,
            context.Time,
            new BergenLog(context.Logger, settings.Connection)
        );
    }
}
