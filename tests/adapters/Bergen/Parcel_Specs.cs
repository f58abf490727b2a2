using System.Globalization;
using System.Xml.Linq;
using Crossdock.Adapters;
using Crossdock.Adapters.Bergen;

namespace Crossdock.Bergen.Tests;

public class When_the_parcels_of_a_ticket_are_read
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly BergenTime Time = new(NodaTime.DateTimeZoneProviders.Tzdb["America/New_York"]);

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

    /// <summary>As recorded of version 2 of the service, which knows no packages.</summary>
    [Fact]
    public void Should_tell_a_parcel_whose_number_stands_on_the_ticket()
    {
        const string ticket =
            "<ActualShipDate>12/16/2011</ActualShipDate><TrackingNumber>1Z999AA10123456784</TrackingNumber>"
            + "<LineItems><UPC>336440981</UPC><Quantity>1</Quantity><RequestedQuantity>1</RequestedQuantity><ShippedQuantity>1</ShippedQuantity></LineItems>";

        var parcel = Assert.Single(Read("Shipped Complete", "", ticket));

        Assert.Equal("1Z999AA10123456784", parcel.TrackingNumber);
        Assert.Equal("336440981×1", Items(parcel));
        Assert.Equal(new(2011, 12, 16, 5, 0, 0, TimeSpan.Zero), parcel.ShippedAt);
    }

    [Fact]
    public void Should_give_the_number_on_the_ticket_to_packages_that_have_none() =>
        Assert.Equal(
            ["1Z9", "1Z2"],
            Read(
                    "Shipped Complete",
                    Package(1, "", Item("A", 1)) + Package(2, "1Z2", Item("A", 1)),
                    "<TrackingNumber>1Z9</TrackingNumber>"
                )
                .Select(parcel => parcel.TrackingNumber)
        );

    [Fact]
    public void Should_wait_with_the_number_on_the_ticket_while_more_may_leave() =>
        Assert.Empty(Read("Approved - Partially Shipped", "", "<TrackingNumber>1Z9</TrackingNumber>"));

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
            Read("Shipped Complete", Package(1, "1Z1", Item("A", 2)) + Package(1, "1Z2", Item("A", 2)))
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
    public void Should_keep_nothing_back_when_all_has_left_and_only_one_package_has_a_number()
    {
        var parcels = Read("Shipped Complete", Package(1, "", Item("A", 2)) + Package(2, "1Z2", Item("A", 1)));

        Assert.Equal(
            ["701 1Z2 A×2", "702 1Z2 A×1"],
            parcels.Select(parcel => $"{parcel.ParcelId} {parcel.TrackingNumber} {Items(parcel)}")
        );
    }

    [Fact]
    public void Should_report_a_package_without_any_number_once_all_has_left()
    {
        var parcel = Assert.Single(Read("Shipped Complete", Package(1, "", Item("A", 2))));

        Assert.Equal(("701", ""), (parcel.ParcelId, parcel.TrackingNumber));
        Assert.Empty(Read("Approved - Partially Shipped", Package(1, "", Item("A", 2))));
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
        Assert.Empty(Read("Approved - Partially Shipped", Package(1, "1Z1"), Item("A", 5, shipped: 2)));

    [Fact]
    public void Should_make_one_parcel_of_a_ticket_that_lists_no_packages()
    {
        var parcel = Assert.Single(
            Read("Delivered", "", "<MasterTrackingNumber>PRO77</MasterTrackingNumber>" + Item("A", 5))
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
    public void Should_never_count_more_into_a_package_than_it_can_hold(int quantity, int shipped, int counted) =>
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

        Assert.Equal(pounds is null ? null : decimal.Parse(pounds, CultureInfo.InvariantCulture), parcel.WeightPounds);
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
            parcel.Items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.ItemCode}×{item.Quantity}"))
        );
}
