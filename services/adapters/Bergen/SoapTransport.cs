using System.Net.Http.Headers;
using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>Asks one question over HTTP. Every failure leaves as a <see cref="ConnectionProblemException"/>.</summary>
/// <param name="http">Has a <see cref="RexCall"/> before the network.</param>
/// <param name="address">Of the web service.</param>
internal sealed class SoapTransport(HttpClient http, Uri address)
{
    /// <summary>The <c>…Result</c> element of the answer; null where the service answered without one.</summary>
    public async Task<XElement?> AskAsync(
        RexOperation operation,
        IEnumerable<XElement> arguments,
        CancellationToken cancellationToken
    )
    {
        using var request = Request(operation, arguments);
        using var response = await http.SendAsync(request, cancellationToken);
        var answer = LenientXml.TryRead(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return SoapAnswer.Result(operation, response.StatusCode, answer);
    }

    private HttpRequestMessage Request(RexOperation operation, IEnumerable<XElement> arguments)
    {
        byte[] envelope;
        try
        {
            envelope = SoapEnvelope.Write(operation.Name, arguments);
        }
        catch (ArgumentException e)
        {
            throw new ConnectionProblemException(
                ConnectionProblem.Refused,
                $"{operation.Name} was not sent: it holds a character that XML cannot carry.",
                e
            );
        }

        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(envelope) };
        request.Options.Set(RexCall.Operation, operation);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/xml", "utf-8");
        request.Headers.TryAddWithoutValidation(
            "SOAPAction",
            $"\"{RexNamespaces.Methods.NamespaceName}{operation.Name}\""
        );
        return request;
    }
}
