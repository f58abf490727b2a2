using System.Net;
using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>Tells what an HTTP answer means.</summary>
internal static class SoapAnswer
{
    /// <summary>The SOAP body; null where the answer is no SOAP.</summary>
    public static XElement? Body(XElement? envelope) =>
        envelope is not null && envelope.IsNamed("Envelope") ? envelope.Child("Body") : null;

    /// <param name="envelope">The root element of the answer; null where it was no XML.</param>
    /// <exception cref="ConnectionProblemException">It is no answer to the question.</exception>
    public static XElement? Result(RexOperation operation, HttpStatusCode status, XElement? envelope)
    {
        var body = Body(envelope);
        if (body?.Child("Fault") is { } fault)
        {
            throw AnswerProblems.Fault(operation, fault);
        }

        if (status != HttpStatusCode.OK)
        {
            throw AnswerProblems.Lost(operation, $"answered HTTP {(int)status} without a fault");
        }

        if (body?.Child($"{operation.Name}Response") is not { } response)
        {
            throw operation.Ask == Ask.SignIn && !BreaksOff(envelope)
                ? AnswerProblems.WrongAddress("what answers there is not Bergen's web service")
                : AnswerProblems.Lost(operation, "answered something that is not SOAP");
        }

        return response.Child($"{operation.Name}Result");
    }

    /// <summary>An envelope without anything in it is the beginning of one: its sender is a SOAP service, and not well.</summary>
    private static bool BreaksOff(XElement? envelope) =>
        envelope is { HasElements: false } && envelope.IsNamed("Envelope");
}
