using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>The problems that an answer, or none, stands for. <c>Credentials</c> also stands for a stale token: who asked renews it once.</summary>
internal static class AnswerProblems
{
    /// <summary>No readable answer came: a write may have been done, a read is merely asked again.</summary>
    public static ConnectionProblemException Lost(
        RexOperation operation,
        string what,
        Exception? innerException = null
    ) =>
        operation.Ask == Ask.Write
            ? new(
                ConnectionProblem.Unclear,
                $"Bergen {what} when asked for {operation.Name}: it may have been done or not.",
                innerException
            )
            : new(ConnectionProblem.Down, $"Bergen {what} when asked for {operation.Name}.", innerException);

    public static ConnectionProblemException WrongAddress(string why) =>
        new(
            ConnectionProblem.WrongAddress,
            $"The address of the Bergen connection is wrong: {why}. It ends in publicapiws.asmx."
        );

    public static ConnectionProblemException NotAccepted(string why) =>
        new(
            ConnectionProblem.Credentials,
            $"Bergen: credentials refused: {why}. Check AccountWebAddress, ApiUsername and ApiPassword of the connection."
        );

    public static ConnectionProblemException Fault(RexOperation operation, XElement fault)
    {
        // A server that answers in SOAP 1.2, which is not asked for, words a fault in other elements.
        var code = fault.Text("faultcode") ?? fault.Child("Code")?.Text("Value") ?? "";
        var text = NotificationSentences.Shorten(
            fault.Text("faultstring") ?? fault.Text("Reason") ?? "no reason given"
        );
        return code[(code.IndexOf(':', StringComparison.Ordinal) + 1)..].ToUpperInvariant() switch
        {
            // An ASMX service says this when it has no such operation; one of ours has "Authentication" in its name.
            "CLIENT" or "SENDER" when text.Contains("SOAPAction", StringComparison.OrdinalIgnoreCase) => WrongAddress(
                "the web service there is another one"
            ),
            _ when Notification.SpeaksOfAuthentication(text) => NotAccepted(text),
            "VERSIONMISMATCH" or "MUSTUNDERSTAND" => WrongAddress("the web service there does not speak SOAP 1.1"),
            "CLIENT" or "SENDER" => Refused(operation, text),
            _ => Lost(operation, $"failed ({text})"),
        };
    }

    public static ConnectionProblemException Refused(RexOperation operation, string why) =>
        new(ConnectionProblem.Refused, $"Bergen could not read our {operation.Name}: {why}.");
}
