using System.Xml.Linq;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;
using static Crossdock.Sandbox.Bergen.BergenNames;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The warehouse's notifications, and how a response carries them.</summary>
internal static class Notifications
{
    public static readonly Notification Saved = new(0, "Success", "Data saved successfully");
    public static readonly Notification PickTicketCancelled = new(0, "Success", "PickTicket cancelled");
    public static readonly Notification NotCancelled = new(45, "PickTicketError", "PickTicket can not be cancelled");
    public static readonly Notification NoPickTicket = new(45, "PickTicketError", "PickTicket does not exist");
    public static readonly Notification NoBarCode = new(83, "BarCodeError", "BarCode doesn't exist");
    public static readonly Notification NoReceivingTicket = new(41, "InvalidAsnError", "Invalid ASN Ticket number");
    public static readonly Notification Pending = new(87, "PendingImport", "Pending import");
    public static readonly Notification ImportFailed = new(Choices.ImportCode, "Error", "Import failed");

    public static readonly Notification Stale = new(
        Choices.AuthenticationCode,
        Choices.AuthenticationSeverity,
        Choices.AuthenticationMessage
    );

    /// <summary>The import of a style that is known already and in use.</summary>
    public static readonly Notification StyleInUse = new(
        1,
        "Error",
        "Failed: There are either open PTs or ASNs that include the original product, or you currently have inventory for that product"
    );

    public static Notification UnknownUpc(int item) =>
        new(Choices.UpcCode, "UpcCodeError", $"UPC[item {item}] is not valid");

    public static Notification InvalidDate(string name) => new(Choices.DateCode, "DateError", $"{name} is not valid");

    public static Notification Required(string name) =>
        new(Choices.RequiredCode, "RequiredError", $"{name} is required");

    /// <summary>What an add status says of a ticket's import.</summary>
    public static Notification ImportOf(StagedTicket ticket) =>
        ticket.Import switch
        {
            ImportState.Pending => Pending,
            ImportState.Imported => Saved,
            _ => ticket.Refusal ?? ImportFailed,
        };

    /// <summary>The element that every response but the token begins with.</summary>
    public static XElement Element(params IEnumerable<Notification> notifications) =>
        new(
            Web + "Notifications",
            notifications.Select(one => new XElement(
                Web + "Notification",
                new XElement(Web + "ErrorCode", one.Code),
                new XElement(Web + "Severity", one.Severity),
                new XElement(Web + "Message", one.Message)
            ))
        );

    public static XElement Strings(string name, IEnumerable<string> texts) =>
        new(Web + name, texts.Select(text => new XElement(Web + "string", text)));
}
