using System.Text;
using System.Xml;
using System.Xml.Linq;
using Crossdock.Sandbox.Bergen.Contract;
using static Crossdock.Sandbox.Bergen.BergenNames;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The service's one address: reads SOAP 1.1 and 1.2 and plain HTTP, and answers in kind.</summary>
internal sealed class BergenDoor(BergenOperations operations, BergenTokens tokens)
{
    public const string Path = "/bergen/publicapiws.asmx";

    private readonly RexContract _contract = RexContract.Known;

    private static readonly XmlReaderSettings Guarded = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 4 * 1024 * 1024,
    };

    public async Task Soap(HttpContext context)
    {
        var soap12 =
            context.Request.ContentType?.StartsWith("application/soap+xml", StringComparison.OrdinalIgnoreCase) is true;
        if (
            !soap12
            && context.Request.ContentType?.StartsWith("text/xml", StringComparison.OrdinalIgnoreCase) is not true
        )
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }
        var soap = soap12 ? Soap12 : Soap11;
        try
        {
            var request = await Operation(context.Request, soap, context.RequestAborted);
            var name = request.Name.LocalName;
            if (!soap12)
            {
                CheckAction(context.Request.Headers["SOAPAction"], name);
            }
            var call = new BergenCall(name, argument => request.Child(argument));
            var result = new XElement(Web + $"{name}Result", Result(call));
            await Write(context, 200, Envelope(soap, new XElement(Web + $"{name}Response", result)), soap12);
        }
        catch (Exception problem) when (problem is BergenFault or XmlException)
        {
            await Write(context, 500, Envelope(soap, Fault(soap, problem.Message)), soap12);
        }
    }

    /// <summary>Plain HTTP: arguments from the query or a form, whose names are not case-sensitive.</summary>
    public async Task Plain(HttpContext context, string operation)
    {
        var request = context.Request;
        var form = request.HasFormContentType ? await request.ReadFormAsync(context.RequestAborted) : null;
        if (!_contract.Operations.TryGetValue(operation, out var known) || !_contract.IsPlain(known))
        {
            await Refuse(context, "Request format is unrecognized.");
            return;
        }
        var call = new BergenCall(
            operation,
            name =>
            {
                var values = form is not null && form.ContainsKey(name) ? form[name] : request.Query[name];
                return values.Count == 0 ? null
                    : name is "UPCs" ? new XElement(name, values.Select(value => new XElement("string", value)))
                    : new XElement(name, values[0]);
            }
        );
        try
        {
            var root = new XElement(Web + known.Result.LocalName, Result(call));
            await Write(context, 200, root, soap12: false);
        }
        catch (BergenFault fault)
        {
            await Refuse(context, fault.Message);
        }
    }

    /// <summary><c>GET ?WSDL</c>: the description of the service at the address that it was asked at.</summary>
    public async Task Describe(HttpContext context)
    {
        var request = context.Request;
        if (!request.Query.Keys.Contains("WSDL", StringComparer.OrdinalIgnoreCase))
        {
            // The pages for people that such a service has are not among the facts.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var address = $"{request.Scheme}://{request.Host}{request.Path}";
        await Write(context, 200, new RexWsdl(_contract).Write(address), soap12: false);
    }

    private object? Result(BergenCall call)
    {
        if (!_contract.Operations.TryGetValue(call.Operation, out var operation))
        {
            throw NotRecognized(call.Operation);
        }
        if (operation.Token is null)
        {
            var token = tokens.Get(call.Text("WebAddress"), call.Text("UserName"), call.Text("Password"));
            return token.Length == 0 ? null : token;
        }
        return tokens.Accepts(call.Text(operation.Token)?.Trim())
            ? Whole(operation, operations.All[operation.Name](call))
            : Whole(operation, [BergenAnswers.Notifications(Notification.Stale)]);
    }

    /// <summary>A refusal, too, is a whole result: the numbers that must be there are, as 0.</summary>
    private IEnumerable<XElement> Whole(RexOperation operation, IEnumerable<XElement> result)
    {
        var parts = result.ToList();
        return parts.Concat(
            _contract
                .Types[operation.Result]
                .Elements.Where(element => element.Required && !parts.Exists(part => part.Name == element.Name))
                .Select(element => new XElement(element.Name, 0))
        );
    }

    private static async Task<XElement> Operation(HttpRequest request, XNamespace soap, CancellationToken ct)
    {
        using var reader = XmlReader.Create(request.Body, Guarded, Undeclared());
        var document = await XDocument.LoadAsync(reader, LoadOptions.None, ct);
        var operation =
            document.Root?.Name == soap + "Envelope"
                ? document.Root.Element(soap + "Body")?.Elements().FirstOrDefault()
                : null;
        return operation?.Name.Namespace == Web
            ? operation
            : throw new BergenFault(
                "Server was unable to read request. ---> The body holds no operation of this service."
            );
    }

    /// <summary>A well-known SOAP client for Node sends this prefix without declaring it. No other is taken.</summary>
    private static XmlParserContext Undeclared()
    {
        var names = new XmlNamespaceManager(new NameTable());
        names.AddNamespace("ns1", Web.NamespaceName);
        return new XmlParserContext(null, names, null, XmlSpace.None);
    }

    /// <summary>The action may be left out, in SOAP 1.1 too, as a client was seen to do; then what the body holds is the operation.</summary>
    private static void CheckAction(string? header, string operation)
    {
        if (header?.Trim('"') is { Length: > 0 } action && action != Web.NamespaceName + operation)
        {
            throw NotRecognized(action);
        }
    }

    private static BergenFault NotRecognized(string action) =>
        new($"Server did not recognize the value of HTTP Header SOAPAction: {action}.");

    private static XElement Envelope(XNamespace soap, XElement content) =>
        new(
            soap + "Envelope",
            new XAttribute(XNamespace.Xmlns + "soap", soap),
            new XAttribute(XNamespace.Xmlns + "xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            new XAttribute(XNamespace.Xmlns + "xsd", "http://www.w3.org/2001/XMLSchema"),
            new XElement(soap + "Body", content)
        );

    private static XElement Fault(XNamespace soap, string message) =>
        soap == Soap11
            ? new XElement(
                soap + "Fault",
                new XElement("faultcode", "soap:Client"),
                new XElement("faultstring", message),
                new XElement("detail")
            )
            : new XElement(
                soap + "Fault",
                new XElement(soap + "Code", new XElement(soap + "Value", "soap:Sender")),
                new XElement(
                    soap + "Reason",
                    new XElement(soap + "Text", new XAttribute(XNamespace.Xml + "lang", "en"), message)
                ),
                new XElement(soap + "Detail")
            );

    private static async Task Refuse(HttpContext context, string message)
    {
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(message, context.RequestAborted);
    }

    private static async Task Write(HttpContext context, int status, XElement root, bool soap12)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = soap12 ? "application/soap+xml; charset=utf-8" : "text/xml; charset=utf-8";
        var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + root.ToString(SaveOptions.DisableFormatting);
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
    }
}
