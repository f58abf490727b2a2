using System.Xml.Linq;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The namespaces of the WSDL; which applies to what differs per level.</summary>
internal static class BergenNames
{
    public static readonly XNamespace Web = "http://rex11.com/webmethods/";
    public static readonly XNamespace PickTicket = "http://rex11.com/swpublicapi/PickTicket.xsd";
    public static readonly XNamespace Details = "http://rex11.com/swpublicapi/PickTicketDetails.xsd";
    public static readonly XNamespace BoxDetails = "http://rex11.com/swpublicapi/PickTicketDetailsItemsInBoxes.xsd";
    public static readonly XNamespace BoxDetailsV2 =
        "http://rex11.com/swpublicapi/OutBoundPickTicketItemsInBoxesV2.xsd";
    public static readonly XNamespace BoxPackageV2 = "http://rex11.com/swpublicapi/OutBoundPackage.xsd";
    public static readonly XNamespace Address = "http://rex11.com/swpublicapi/CustomerOrder.xsd";
    public static readonly XNamespace Receiving = "http://rex11.com/swpublicapi/ReceivingTicket.xsd";
    public static readonly XNamespace ReceivingItems = "http://rex11.com/swpublicapi/ReceivingTicketItems.xsd";
    public static readonly XNamespace TicketStatus = "http://rex11.com/swpublicapi/PickTicketStatus.xsd";
    public static readonly XNamespace Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    public static readonly XNamespace Soap12 = "http://www.w3.org/2003/05/soap-envelope";
}
