using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>What is asked for: it decides what follows when the answer is lost.</summary>
internal enum Ask
{
    SignIn,
    Read,

    /// <summary>May have been done although no answer came.</summary>
    Write,
}

/// <summary>An operation of the service (Rex11 PublicAPIWS v3).</summary>
/// <param name="Name">As in the WSDL; also the end of the SOAPAction.</param>
/// <param name="TokenElement">The WSDL spells it in two ways.</param>
internal sealed record RexOperation(string Name, Ask Ask = Ask.Read, string TokenElement = "AuthenticationString")
{
    private const string LowerCaseToken = "authenticationString";

    public static readonly RexOperation SignIn = new("AuthenticationTokenGet", Ask.SignIn);
    public static readonly RexOperation AddTicket = new("PickTicketAdd", Ask.Write);
    public static readonly RexOperation CancelTicket = new("CancelPickTicket", Ask.Write);
    public static readonly RexOperation Ticket = new("GetPickTicketObjectByBarCode");
    public static readonly RexOperation StatusesByDate = new("GetPickTicketStatusesByDate");

    public static readonly RexOperation AddTicketStatus = new("GetPickTicketAddStatus", TokenElement: LowerCaseToken);

    public static readonly RexOperation TicketsByOrderNumber = new(
        "GetPickTicketsByOrderNumber",
        TokenElement: LowerCaseToken
    );

    public static readonly RexOperation Inventory = new("GetInventoryByBatch", TokenElement: LowerCaseToken);

    public static readonly RexOperation InventorySince = new(
        "GetInventoryFromDateTimeByBatch",
        TokenElement: LowerCaseToken
    );
}

/// <summary>The namespaces of the service: every level has its own.</summary>
internal static class RexNamespaces
{
    public static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>Operations, their arguments and results.</summary>
    public static readonly XNamespace Methods = "http://rex11.com/webmethods/";

    /// <summary>The pick ticket that is sent, and its direct children.</summary>
    public static readonly XNamespace PickTicket = "http://rex11.com/swpublicapi/PickTicket.xsd";

    /// <summary>The children of a line item.</summary>
    public static readonly XNamespace Details = "http://rex11.com/swpublicapi/PickTicketDetails.xsd";

    /// <summary>The children of an address.</summary>
    public static readonly XNamespace CustomerOrder = "http://rex11.com/swpublicapi/CustomerOrder.xsd";
}
