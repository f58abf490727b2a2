using System.Text;
using System.Xml;
using System.Xml.Linq;
using static Crossdock.Sandbox.Bergen.BergenNames;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The service's one address: reads SOAP 1.1 and 1.2 and plain HTTP, and answers in kind.</summary>
internal sealed class BergenDoor(BergenOperations operations, BergenTokens tokens)
{
    public const string Path = "/bergen/publicapiws.asmx";
    private const string SignIn = "AuthenticationTokenGet";

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
            context.Request.ContentType?.StartsWith(
                "application/soap+xml",
                StringComparison.OrdinalIgnoreCase
            )
            is true;
        if (
            !soap12
            && context.Request.ContentType?.StartsWith(
                "text/xml",
                StringComparison.OrdinalIgnoreCase
            )
                is not true
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
                CheckAction(context.Request.Headers["SOAPAction"].ToString(), name);
            }
            var call = new BergenCall(name, argument => request.Child(argument));
            var result = new XElement(Web + $"{name}Result", Result(call));
            await Write(
                context,
                200,
                Envelope(soap, new XElement(Web + $"{name}Response", result)),
                soap12
            );
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
        var form = request.HasFormContentType
            ? await request.ReadFormAsync(context.RequestAborted)
            : null;
        if (
            operation != SignIn
            && operations.All.GetValueOrDefault(operation) is not { PlainHttp: true }
        )
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync(
                "Request format is unrecognized.",
                context.RequestAborted
            );
            return;
        }
        var call = new BergenCall(
            operation,
            name =>
            {
                var values =
                    form is not null && form.ContainsKey(name) ? form[name] : request.Query[name];
                return values.Count == 0 ? null
                    : name is "UPCs"
                        ? new XElement(name, values.Select(value => new XElement("string", value)))
                    : new XElement(name, values[0]);
            }
        );
        try
        {
            var type = operation == SignIn ? "string" : operations.All[operation].ResultType;
            await Write(context, 200, new XElement(Web + type, Result(call)), soap12: false);
        }
        catch (BergenFault fault)
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync(fault.Message, context.RequestAborted);
        }
    }

    private object? Result(BergenCall call)
    {
        if (call.Operation == SignIn)
        {
            var token = tokens.Get(
                call.Text("WebAddress"),
                call.Text("UserName"),
                call.Text("Password")
            );
            return token.Length == 0 ? null : token;
        }
        if (!operations.All.TryGetValue(call.Operation, out var operation))
        {
            throw NotRecognized(call.Operation);
        }
        return tokens.Accepts(call.Text(operation.Token)?.Trim())
            ? operation.Work(call)
            : BergenAnswers.Notifications(Notification.Stale);
    }

    private static async Task<XElement> Operation(
        HttpRequest request,
        XNamespace soap,
        CancellationToken ct
    )
    {
        using var reader = XmlReader.Create(request.Body, Guarded);
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

    private static void CheckAction(string header, string operation)
    {
        if (header.Trim('"') != Web.NamespaceName + operation)
        {
            throw NotRecognized(header);
        }
    }

    private static BergenFault NotRecognized(string action) =>
        new($"Server did not recognize the value of HTTP Header SOAPAction: {action.Trim('"')}.");

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
                    new XElement(
                        soap + "Text",
                        new XAttribute(XNamespace.Xml + "lang", "en"),
                        message
                    )
                ),
                new XElement(soap + "Detail")
            );

    private static async Task Write(HttpContext context, int status, XElement root, bool soap12)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = soap12
            ? "application/soap+xml; charset=utf-8"
            : "text/xml; charset=utf-8";
        var text =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
            + root.ToString(SaveOptions.DisableFormatting);
        await context.Response.Body.WriteAsync(
            Encoding.UTF8.GetBytes(text),
            context.RequestAborted
        );
    }
}
