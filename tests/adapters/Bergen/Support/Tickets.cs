using System.Xml.Linq;
using Crossdock.Adapters.Bergen;
using Crossdock.Contracts;

namespace Crossdock.Bergen.Tests.Support;

/// <summary>Writes deliveries as pick tickets, and looks into them.</summary>
internal static class Tickets
{
    public static readonly TicketSettings Settings = new() { Warehouse = "BERGEN LOGISTICS NJ" };

    private static readonly BergenTime Time = new(NodaTime.DateTimeZoneProviders.Tzdb["America/New_York"]);

    public static (XElement? Ticket, string? Reason) Try(DeliverOrder delivery, TicketSettings? settings = null)
    {
        var (ticket, reason, _) = PickTicketRequest.Write(delivery, settings ?? Settings, Time);
        return (ticket, reason);
    }

    public static XElement Write(DeliverOrder delivery, TicketSettings? settings = null)
    {
        var (ticket, reason) = Try(delivery, settings);
        Assert.True(ticket is not null, reason);
        return ticket;
    }

    /// <summary>A field of the ship-to address of a ticket for this address.</summary>
    public static string? ShipTo(Address address, string field, TicketSettings? settings = null) =>
        Field(Write(Samples.Delivery with { ShipTo = address }, settings), "ShipToAddress", field);

    public static string? Field(XElement element, params string[] path) =>
        path.Aggregate((XElement?)element, (at, name) => at?.Child(name))?.Value;
}
