namespace Crossdock.Adapters.Bergen;

/// <summary>Bergen Logistics by its SOAP 1.1 service (Rex11 PublicAPIWS v3).</summary>
public sealed class BergenAdapter : WarehouseAdapter<BergenSettings>
{
    public override string Kind => "Bergen";

    public override string Description => "Bergen Logistics, by the web service of its Rex11 warehouse system.";

    protected override IWarehouse Create(BergenSettings settings, AdapterContext context) =>
        new BergenWarehouse(
            new RexClient(
                new SoapTransport(
                    context.CreateHttpClient(new RexCall(settings.Timeout, context.Time)),
                    settings.Address
                ),
                settings
            ),
            settings,
            context.Time,
            new BergenLog(context.Logger, context.Connection)
        );
}
