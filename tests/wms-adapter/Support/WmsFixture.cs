using Crossdock.Adapters;
using Crossdock.AdapterSupport;
using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.WmsAdapter.Deliveries;
using Crossdock.WmsAdapter.Inventory;
using Crossdock.WmsAdapter.Reconciliation;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.WmsAdapter.Tests.Support;

/// <summary>The wms-adapter before a scripted warehouse.</summary>
public abstract class WmsFixture : AdapterFixture
{
    internal const string Connection = "acme-warehouse";

    internal ScriptedWarehouse Warehouse { get; } = new();

    /// <summary>All that the adapter said on the bus, oldest first.</summary>
    internal IEnumerable<object> Published =>
        PublishedMessages.Where(m => m is not (DeliverOrder or CancelDelivery or ReconcileWarehouse));

    internal IDocuments<DeliveryDocument> Deliveries => Get<IDocuments<DeliveryDocument>>();

    protected override void Consume(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<DeliverOrderConsumer>();
        bus.AddConsumer<CancelDeliveryConsumer>();
        bus.AddConsumer<ReconcileWarehouseConsumer>();
    }

    protected override void AddServices(IServiceCollection services) =>
        services
            .AddSingleton(new DeliveryOptions())
            .AddSingleton(p => Open(p, DeliveryDocument.Collection))
            .AddSingleton(_ =>
                Connect(
                    new ScriptedWarehouseAdapter(Warehouse),
                    $"Warehouses:{Connection}",
                    ("ShipmentPollInterval", "00:07:00")
                )
            )
            .AddSingleton<OrderDelivery>()
            .AddSingleton<ShipmentDownload>()
            .AddSingleton(p => Open(p, WarehouseListDocument.Collection))
            .AddSingleton<WarehouseListing>()
            .AddSingleton<InventoryDownload>()
            .AddSingleton<FullInventoryDownload>();

    internal Task<ConnectionProblemException?> StepAsync(Guid deliveryId) =>
        StepAsync<OrderDelivery, DeliveryDocument>($"{deliveryId:D}");

    internal Task<DeliveryDocument> FindAsync(Guid deliveryId) => FindAsync<DeliveryDocument>($"{deliveryId:D}");

    /// <summary>Puts a delivery into the store as the spec needs it.</summary>
    internal async Task<DeliveryDocument> KnownAsync(DeliverOrder command, Action<DeliveryDocument>? change = null)
    {
        var delivery = DeliveryDocument.For(command);
        delivery.DueNow(Clock.Now);
        change?.Invoke(delivery);
        Assert.True(await Deliveries.InsertAsync(delivery, CancellationToken.None));
        return delivery;
    }

    internal Task<DeliveryDocument> AtWarehouseAsync(
        DeliverOrder command,
        string number,
        Action<DeliveryDocument>? change = null
    ) =>
        KnownAsync(
            command,
            delivery =>
            {
                delivery.State = DeliveryState.AtWarehouse;
                delivery.SentAt = delivery.DeliveredAt = Clock.Now;
                delivery.WarehouseNumber = number;
                delivery.Done();
                change?.Invoke(delivery);
            }
        );

    internal static DeliverOrder Command(int order = 1, int revision = 1, string city = "Newark")
    {
        var orderId = DerivedId.OfOrder("acme-cart", $"{order}");
        return new()
        {
            DeliveryId = DerivedId.OfDelivery(orderId, 1),
            OrderId = orderId,
            Revision = revision,
            Merchant = "acme",
            Connection = Connection,
            OrderNumber = $"#{order}",
            Reference = $"REF-{order}",
            OrderedAt = DateTimeOffset.UnixEpoch,
            ShipTo = new Address { City = city },
            Carrier = "UPS",
            Service = "UPS GROUND",
            Items = [new() { ItemCode = "0001", Quantity = 2 }],
        };
    }

    internal static Parcel Parcel(string id, string tracking, decimal quantity = 1) =>
        new()
        {
            ParcelId = id,
            TrackingNumber = tracking,
            Carrier = "UPS",
            ShippedAt = DateTimeOffset.UnixEpoch,
            Items = [new() { ItemCode = "0001", Quantity = quantity }],
        };
}
