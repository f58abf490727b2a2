using Crossdock.Adapters;
using Crossdock.Adapters.Bergen;

namespace Crossdock.Bergen.Tests;

public class When_the_service_says_how_a_ticket_stands
{
    /// <summary>As the WSDL lists them.</summary>
    private const string AllStatuses =
        "Approved - Partially Shipped|Shipped Via Truck|Pending Shipping|Packed - Pending Invoice|Cross-docked|Payment Done|Pending UPS Processing|World Ship|UPS Label Done|UPS Upload Done|Packing in Progress|UPS Upload Failed|UPS Upload Done With Warning|QA Failed - Too Many Items|QA Failed - Missing Items|QA in Progress|QA Pass-Incorrect Items-Pending Packing|QA Pass-Too Many Items-Pending Packing|QA Pass-Missing Items-Pending Packing|Cancelled|Short PT - Pending Picker Check|CSR - No Stock|New - Pending Printing|Printed - Pending Picking|Picking in Process|Picked - Pending QA Check|QA Pass - Pending Packing|QA Failed - Incorrect Items|Packed - Pending Shipping|Shipped Complete|CSR - Pending CSR Check|CSR hold- per customer request|World Ship - Import|Billing Info Received|Package in Transit|Package Returned|Partial Delivery|Delivered|Pending UPS Upload|Warehouse Transfer Done";

    [Fact]
    public void Should_know_all_forty_and_no_other()
    {
        var all = AllStatuses.Split('|');

        Assert.Equal(40, all.Length);
        Assert.Equal(all.Order(StringComparer.Ordinal), TicketStatuses.Kinds.Keys.Order(StringComparer.Ordinal));
        Assert.All(all, status => Assert.NotNull(TicketStatuses.KindOf(status)));
        Assert.Null(TicketStatuses.KindOf("Lost at sea"));
    }

    [Theory]
    [InlineData("shipped complete", ProgressKind.Shipped)]
    [InlineData("CSR Hold - Per Customer Request", ProgressKind.Held)]
    [InlineData("Cancelled", ProgressKind.Canceled)]
    [InlineData("Approved - Partially Shipped", ProgressKind.PartlyShipped)]
    [InlineData("Package Returned", ProgressKind.Returned)]
    [InlineData("Picking in Process", ProgressKind.Moving)]
    public void Should_know_what_it_means(string status, ProgressKind kind) =>
        Assert.Equal(kind, TicketStatuses.KindOf(status));
}
