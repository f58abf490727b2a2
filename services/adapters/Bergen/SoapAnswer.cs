using System.Net;
using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>Tells what an HTTP answer means.</summary>
internal static class SoapAnswer
{
    /// <param name="envelope">The root element of the answer; null where it was no XML.</param>
    /// <exception cref="ConnectionProblemException">It is no answer to the question.</exception>
    public static XElement? Result(
        RexOperation operation,
        HttpStatusCode status,
        DateTimeOffset? retryAt,
        XElement? envelope
    )
    {
        var body = envelope is not null && envelope.IsNamed("Envelope") ? envelope.Child("Body") : null;
        if (body?.Child("Fault") is { } fault)
        {
            throw AnswerProblems.Fault(operation, fault);
        }

        if (status != HttpStatusCode.OK)
        {
            // Only SOAP is the service's own word. A gateway in between may have changed the status of a write that was done.
            throw operation.Ask == Ask.Write
                ? AnswerProblems.Lost(operation, $"answered HTTP {(int)status} without SOAP")
                : AnswerProblems.Status(operation, status, retryAt);
        }

        if (body?.Child($"{operation.Name}Response") is not { } response)
        {
            throw operation.Ask == Ask.SignIn && !BreaksOff(envelope)
                ? AnswerProblems.WrongAddress("what answers there is not Bergen's web service")
                : AnswerProblems.Lost(operation, "answered something that is not SOAP");
        }

        return response.Child($"{operation.Name}Result");
    }

    /// <summary>An envelope without anything in it is the beginning of one: whoever sent it is a SOAP service, and not well.</summary>
    private static bool BreaksOff(XElement? envelope) =>
        envelope is { HasElements: false } && envelope.IsNamed("Envelope");
}
