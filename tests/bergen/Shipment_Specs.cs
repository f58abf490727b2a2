using System.Globalization;
using System.Xml.Linq;
using Crossdock.Bergen.Tests.Support;
using Crossdock.Platform.Connections;
using Crossdock.WmsAdapter;
using Crossdock.WmsAdapter.Bergen;

namespace Crossdock.Bergen.Tests;

public class When_the_parcels_of_a_ticket_are_read
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly BergenTime Time = new(
        TimeZoneInfo.FindSystemTimeZoneById("America/New_York")
    );

    [Fact]
    public void Should_tell_what_left_when_and_how()
    {
        var parcel = Assert.Single(
            Read(
                "Shipped Complete",
                Package(1, "1Z1", Item("A", 2), Item("B", 1)),
                "<ActualShipDate>11/21/2026</ActualShipDate>"
            )
        );

        Assert.Equal("701", parcel.ParcelId);
        Assert.Equal("1Z1", parcel.TrackingNumber);
        Assert.Equal("UPS", parcel.Carrier);
        Assert.Equal("UPS GROUND - Commercial", parcel.Service);
        Assert.Equal(new(2026, 11, 21, 5, 0, 0, TimeSpan.Zero), parcel.ShippedAt);
        Assert.Equal(1.5m, parcel.WeightPounds);
        Assert.Equal("A×2 B×1", Items(parcel));
    }

    [Theory]
    [InlineData("Packed - Pending Shipping")]
    [InlineData("UPS Label Done")]
    [InlineData("Cancelled")]
    public void Should_not_take_a_label_for_a_shipment(string status) =>
        Assert.Empty(Read(status, Package(1, "1Z1", Item("A", 2))));

    [Fact]
    public void Should_tell_what_left_before_the_rest_was_canceled() =>
        Assert.Single(
            Read(
                "Cancelled",
                Package(1, "1Z1", Item("A", 2)) + Package(2, "", Item("A", 2)),
                "<ActualShipDate>11/21/2026</ActualShipDate>"
            )
        );

    [Fact]
    public void Should_tell_packages_apart_that_share_an_id() =>
        Assert.Equal(
            ["701", "701-2"],
            Read(
                    "Shipped Complete",
                    Package(1, "1Z1", Item("A", 2)) + Package(1, "1Z2", Item("A", 2))
                )
                .Select(parcel => parcel.ParcelId)
        );

    [Fact]
    public void Should_leave_out_a_package_without_a_number_while_more_may_leave()
    {
        var parcel = Assert.Single(
            Read(
                "Approved - Partially Shipped",
                Package(1, "1Z1", Item("A", 2)) + Package(2, "", Item("A", 1)),
                "<MasterTrackingNumber>1Z1</MasterTrackingNumber>"
            )
        );

        Assert.Equal("1Z1", parcel.TrackingNumber);
    }

    [Fact]
    public void Should_fall_back_on_the_master_number_when_all_has_left()
    {
        var parcels = Read(
            "Shipped Via Truck",
            Package(1, "", Item("A", 2)) + Package(2, "", Item("A", 1)),
            "<MasterTrackingNumber>PRO77</MasterTrackingNumber>"
        );

        Assert.All(parcels, parcel => Assert.Equal("PRO77", parcel.TrackingNumber));
        Assert.Equal(["701", "702"], parcels.Select(parcel => parcel.ParcelId));
    }

    [Fact]
    public void Should_give_a_package_without_contents_what_the_others_do_not_hold()
    {
        var parcels = Read(
            "Shipped Complete",
            Package(1, "1Z1", Item("A", 2)) + Package(2, "1Z2"),
            Item("A", 5, shipped: 5) + Item("B", 3, shipped: 1)
        );

        Assert.Equal("A×2", Items(parcels[0]));
        Assert.Equal("A×3 B×1", Items(parcels[1]));
    }

    [Fact]
    public void Should_hold_back_a_package_without_contents_while_more_may_leave() =>
        Assert.Empty(
            Read("Approved - Partially Shipped", Package(1, "1Z1"), Item("A", 5, shipped: 2))
        );

    [Fact]
    public void Should_make_one_parcel_of_a_ticket_that_lists_no_packages()
    {
        var parcel = Assert.Single(
            Read(
                "Delivered",
                "",
                "<MasterTrackingNumber>PRO77</MasterTrackingNumber>" + Item("A", 5)
            )
        );

        Assert.Equal("PRO77", parcel.TrackingNumber);
        Assert.Equal("A×5", Items(parcel));
        Assert.Equal(Now, parcel.ShippedAt);
    }

    [Theory]
    [InlineData(2, 5, 2)]
    [InlineData(5, 2, 2)]
    [InlineData(3, 0, 3)]
    [InlineData(0, 3, 3)]
    public void Should_never_count_more_into_a_package_than_it_can_hold(
        int quantity,
        int shipped,
        int counted
    ) =>
        Assert.Equal(
            $"A×{counted}",
            Items(Read("Shipped Complete", Package(1, "1Z1", Item("A", quantity, shipped)))[0])
        );

    [Theory]
    [InlineData("1.5", "LBS", "1.5")]
    [InlineData("1.5", "", "1.5")]
    [InlineData("1", "kg", "2.2046")]
    [InlineData("8", "OZ", "0.5")]
    [InlineData("0", "LB", null)]
    [InlineData("3", "IN", null)]
    public void Should_weigh_in_pounds(string weight, string unit, string? pounds)
    {
        var parcel = Read(
            "Shipped Complete",
            $"<PackageList>{Item("A", 1)}<PackageWeight>{weight}</PackageWeight><UOM>{unit}</UOM><PackageId>1</PackageId><TrackingNumber>1Z</TrackingNumber></PackageList>"
        )[0];

        Assert.Equal(
            pounds is null ? null : decimal.Parse(pounds, CultureInfo.InvariantCulture),
            parcel.WeightPounds
        );
        Assert.Equal("1", parcel.ParcelId);
    }

    private static IReadOnlyList<Parcel> Read(string status, string packages, string rest = "") =>
        TicketParcels
            .Read(
                XElement.Parse(
                    $"<PickTicket xmlns='http://rex11.com/swpublicapi/PickTicketDetails.xsd'><ShipVia>UPS</ShipVia><ShipService>UPS GROUND - Commercial</ShipService>{packages}{rest}<ShipmentStatus>{status}</ShipmentStatus></PickTicket>"
                ),
                Time,
                Now
            )
            .Parcels;

    private static string Package(int id, string tracking, params string[] items) =>
        $"<PackageList>{string.Concat(items)}<PackageWeight>1.5</PackageWeight><UOM>LB</UOM><PackageId>{id}</PackageId><TrackingNumber>{tracking}</TrackingNumber><PackageUniqueId>{700 + id}</PackageUniqueId></PackageList>";

    private static string Item(string upc, int quantity, int shipped = 0) =>
        $"<LineItems><Sku>S-{upc}</Sku><UPC>{upc}</UPC><Quantity>{quantity}</Quantity><ShippedQuantity>{shipped}</ShippedQuantity></LineItems>";

    private static string Items(Parcel parcel) =>
        string.Join(
            " ",
            parcel.Items.Select(item =>
                string.Create(CultureInfo.InvariantCulture, $"{item.ItemCode}×{item.Quantity}")
            )
        );
}

public class When_progress_and_stock_are_read
{
    private readonly RecordedService service = new();
    private readonly StoppedClock clock = new(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    private IWarehouse Warehouse => field ??= Warehouses.Create(service.Client, clock);

    [Fact]
    public async Task Should_ask_day_by_day_and_tell_every_status()
    {
        service.On(
            "GetPickTicketStatusesByDate",
            "",
            "<PickTicketStatus>"
                + Row("A1", "Shipped Complete", 1)
                + Row("A2", "Lost at sea", 2)
                + Row("A3", "", 370)
                + Row("", "Delivered", 4)
                + "</PickTicketStatus>"
        );

        var pages = await Warehouse
            .ProgressSinceAsync(
                clock.GetUtcNow().AddDays(-1),
                TestContext.Current.CancellationToken
            )
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                new("A1", ProgressKind.Shipped, "Shipped Complete"),
                new("A2", ProgressKind.Moving, "Lost at sea"),
                new("A3", ProgressKind.Held, "CSR - No Stock"),
            ],
            pages[0]
        );
        Assert.Equal(
            ["11/21/2026-11/22/2026", "11/22/2026-11/23/2026"],
            service
                .Asked.Where(one => one.Operation == "GetPickTicketStatusesByDate")
                .Select(one =>
                    string.Join(
                        '-',
                        one.Envelope.Descendants()
                            .Where(e => e.Name.LocalName is "StartDate" or "EndDate")
                            .Select(e => e.Value)
                    )
                )
        );
    }

    [Fact]
    public async Task Should_read_stock_batch_by_batch_as_of_the_beginning()
    {
        service
            .On(
                "GetInventoryFromDateTimeByBatch",
                "",
                Batch(
                    2,
                    Stock("Bergen Logistics NJ", "A", "5")
                        + Stock("Bergen Logistics NJ2", "A", "-3")
                )
            )
            .On(
                "GetInventoryFromDateTimeByBatch",
                "",
                Batch(
                    2,
                    Stock("Bergen Logistics NJ", "B", "0")
                        + Stock("Bergen Logistics NJ", "", "1")
                        + Stock("Bergen Logistics NJ", "C", "")
                )
            );

        var pages = await Warehouse
            .InventorySinceAsync(clock.GetUtcNow(), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                ("BERGEN LOGISTICS NJ", "A", 5m),
                ("BERGEN LOGISTICS NJ2", "A", 0m),
                ("BERGEN LOGISTICS NJ", "B", 0m),
            ],
            pages.SelectMany(page => page).Select(one => (one.Warehouse, one.ItemCode, one.OnHand))
        );
        Assert.All(
            pages.SelectMany(page => page),
            one => Assert.Equal(clock.GetUtcNow(), one.ReadAt)
        );
        Assert.Equal(2, service.TimesAsked("GetInventoryFromDateTimeByBatch"));
        // An hour before noon UTC, on New York's clock.
        Assert.Contains(
            "11/22/2026 06:00:00",
            service.LastAsked("GetInventoryFromDateTimeByBatch").Value
        );
    }

    [Fact]
    public async Task Should_read_all_stock_when_there_is_no_beginning()
    {
        service.On("GetInventoryByBatch", "", Batch(0, ""));

        Assert.Empty(
            (
                await Warehouse
                    .InventorySinceAsync(null, TestContext.Current.CancellationToken)
                    .ToListAsync(TestContext.Current.CancellationToken)
            ).SelectMany(page => page)
        );
        Assert.Equal(1, service.TimesAsked("GetInventoryByBatch"));
    }

    [Fact]
    public async Task Should_read_a_description_that_holds_a_control_character()
    {
        service.On(
            "GetInventoryByBatch",
            "",
            Batch(
                1,
                "<item><Description>bell&#x7;</Description><Warehouse>Bergen Logistics NJ</Warehouse><Upc>A</Upc><ActualQuantity>1</ActualQuantity></item>"
            )
        );

        var page = await Warehouse
            .InventorySinceAsync(null, TestContext.Current.CancellationToken)
            .SingleAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, Assert.Single(page).OnHand);
    }

    [Fact]
    public async Task Should_not_believe_in_millions_of_batches()
    {
        service.On("GetInventoryByBatch", "", Batch(2_000_000_000, ""));

        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(async () =>
            await Warehouse
                .InventorySinceAsync(null, TestContext.Current.CancellationToken)
                .ToListAsync(TestContext.Current.CancellationToken)
        );

        Assert.Equal(ConnectionProblem.Down, problem.Problem);
        Assert.Equal(1, service.TimesAsked("GetInventoryByBatch"));
    }

    [Fact]
    public async Task Should_say_that_a_ticket_is_not_known()
    {
        service.Complain(
            "GetPickTicketObjectByBarCode",
            83,
            "BarCodeError",
            "BarCode doesn't exist"
        );

        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() =>
            Warehouse.ParcelsAsync("A1", TestContext.Current.CancellationToken)
        );

        Assert.Equal(ConnectionProblem.Refused, problem.Problem);
        Assert.Contains("A1", problem.Message);
    }

    private static string Row(string number, string status, int code) =>
        $"<ShipmentStatus><TicketId>{number}</TicketId><TicketStatus>{status}</TicketStatus><StatusCode>{code}</StatusCode><TrackingNumbers /></ShipmentStatus>";

    private static string Batch(int total, string items) =>
        $"<Inventory>{items}</Inventory><TotalNumberOfBatches>{total}</TotalNumberOfBatches>";

    private static string Stock(string warehouse, string upc, string quantity) =>
        $"<item><Warehouse>{warehouse}</Warehouse><WarehouseId>1</WarehouseId><Sku>s</Sku><Upc>{upc}</Upc><ActualQuantity>{quantity}</ActualQuantity><PendingQuantity>9</PendingQuantity></item>";
}
