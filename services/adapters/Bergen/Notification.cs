using System.Globalization;
using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>One remark of the service. Empty on a good read, one 0/Success on a good write, several at once on a bad one.</summary>
internal sealed record Notification(int ErrorCode, string Severity, string Message)
{
    private const int PendingImportCode = 87;

    public bool Failed => ErrorCode != 0 || Severity.EndsWith("Error", StringComparison.OrdinalIgnoreCase);

    /// <summary>The thing was done.</summary>
    public bool Succeeded => ErrorCode == 0 && Has(Severity, "success");

    /// <summary>The thing is in the import queue.</summary>
    public bool IsPendingImport =>
        ErrorCode == PendingImportCode || Has(Severity, "PendingImport") || Has(Severity, "Queue");

    /// <summary>
    /// The token is not (or no longer) good. How the service says so is not known [?]; <c>AuthorizationNumber</c>, a field of the
    /// ticket, must not be taken for it.
    /// </summary>
    public bool IsAuthentication => Failed && SpeaksOfAuthentication($"{Severity} {Message}");

    /// <summary>
    /// The ticket asked for is not known. Seen: "PickTicket does not exist" (45), "BarCode doesn't exist" (83); the rest is guessed.
    /// An unknown item is another matter.
    /// </summary>
    public bool SaysNotThere =>
        Failed
        && !ItemWords.Any(word => Has($"{Severity} {Message}", word))
        && TicketWords.Any(word => Has($"{Severity} {Message}", word))
        && NotTherePhrases.Any(phrase => Has(Message, phrase));

    private static readonly string[] ItemWords = ["UPC", "item"];
    private static readonly string[] TicketWords = ["ticket", "order", "barcode", "record", "data"];

    private static readonly string[] NotTherePhrases =
    [
        "not exist",
        "n't exist",
        "not found",
        "no data",
        "no record",
        "no such",
        "no pick",
        "PickTicketNumber is not valid",
        "PickTicket is not valid",
        "BarCode is not valid",
    ];

    /// <summary>
    /// PickTicketAdd does not like what the ticket holds: state (10), carrier (56) or service (61). The same ticket was liked no
    /// better in an earlier try, so that this cannot be the word for a double.
    /// </summary>
    public bool IsOfContent =>
        (ErrorCode, Severity.ToUpperInvariant())
            is
                (10, "STATEERROR")
                or
                (56, "SHIPVIAERROR")
                or
                (61, "SHIPSERVICEERROR");

    public static bool SpeaksOfAuthentication(string text) =>
        Has(text, "authenticat")
        || Has(text, "token")
        || Has(text, "credential")
        || Has(text, "session")
        || Has(text, "login")
        || Has(text, "access denied")
        || Has(text, "unauthorized")
        || Has(text, "not authorized");

    /// <summary>
    /// The sign-in was refused, and so nothing was done. Of several notifications one that says that something was done outweighs it.
    /// </summary>
    public static Notification? RefusalOfSignIn(IReadOnlyList<Notification> all) =>
        all.Any(one => one.Succeeded || one.IsPendingImport) ? null : all.FirstOrDefault(one => one.IsAuthentication);

    /// <summary>The notifications of a result.</summary>
    public static IReadOnlyList<Notification> Read(XElement result) =>
        result
            .Child("Notifications")
            ?.Children("Notification")
            .Select(ReadOne)
            .Where(one => one is not { ErrorCode: 0, Severity: "", Message: "" })
            .ToList()
        ?? [];

    private static Notification ReadOne(XElement element)
    {
        var severity = element.Text("Severity") ?? "";
        var code =
            element.Text("ErrorCode") is not { } text ? 0
            : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
            : -1; // It says something that is not "all is well".
        return new(code, severity, element.Text("Message") ?? "");
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
