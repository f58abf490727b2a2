using System.Text;
using System.Xml;
using System.Xml.Linq;
using Crossdock.Sandbox.Bergen.Contract;
using static Crossdock.Sandbox.Bergen.BergenNames;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The service's one address: SOAP 1.1, SOAP 1.2, plain HTTP, and the WSDL.</summary>
internal sealed class BergenEndpoint(BergenOperations operations, BergenTokens tokens)
{
    public const string Path = "/bergen/publicapiws.asmx";

    private readonly RexContract contract = RexContract.Known;

    public async Task SoapAsync(HttpContext context)
    {
        bool Has(string type) =>
            context.Request.ContentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) is true;
        var soap12 = Has("application/soap+xml");
        if (!soap12 && !Has("text/xml"))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        var soap = soap12 ? Soap12 : Soap11;
        try
        {
            var request = await SoapMessage.ReadAsync(context.Request.Body, soap, context.RequestAborted);
            var name = request.Name.LocalName;
            if (!soap12)
            {
                CheckAction(context.Request.Headers["SOAPAction"], name);
            }

            var result = new XElement(Web + $"{name}Result", Result(new BergenCall(name, request.Child)));
            await WriteAsync(
                context,
                200,
                SoapMessage.Envelope(soap, new XElement(Web + $"{name}Response", result)),
                soap12
            );
        }
        catch (Exception e) when (e is BergenFault or XmlException)
        {
            await WriteAsync(context, 500, SoapMessage.Envelope(soap, SoapMessage.Fault(soap, e.Message)), soap12);
        }
    }

    /// <summary>Plain HTTP: arguments from the query or a form. Their names are not case-sensitive.</summary>
    public async Task PlainAsync(HttpContext context, string operation)
    {
        var request = context.Request;
        var form = request.HasFormContentType ? await request.ReadFormAsync(context.RequestAborted) : null;
        if (!contract.Operations.TryGetValue(operation, out var known) || !contract.IsPlain(known))
        {
            await RefuseAsync(context, "Request format is unrecognized.");
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
            await WriteAsync(context, 200, new XElement(Web + known.Result.LocalName, Result(call)), soap12: false);
        }
        catch (BergenFault fault)
        {
            await RefuseAsync(context, fault.Message);
        }
    }

    /// <summary><c>GET ?WSDL</c>: describes the service at the address of the request.</summary>
    public async Task DescribeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Query.Keys.Contains("WSDL", StringComparer.OrdinalIgnoreCase))
        {
            // The help page of the real service is not known.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var address = $"{request.Scheme}://{request.Host}{request.Path}";
        await WriteAsync(context, 200, new RexWsdl(contract).Write(address), soap12: false);
    }

    private object? Result(BergenCall call)
    {
        if (!contract.Operations.TryGetValue(call.Operation, out var operation))
        {
            throw NotRecognized(call.Operation);
        }

        if (operation.Token is null)
        {
            var token = tokens.Issue(call.Text("WebAddress"), call.Text("UserName"), call.Text("Password"));
            return token.Length == 0 ? null : token;
        }

        return tokens.Accepts(call.Text(operation.Token).Trim())
            ? Complete(operation, operations.All[operation.Name](call))
            : Complete(operation, [Notifications.Element(Notifications.Stale)]);
    }

    /// <summary>Adds the numbers that the contract requires, as 0: a refusal has them too.</summary>
    private IEnumerable<XElement> Complete(RexOperation operation, IEnumerable<XElement> result)
    {
        var parts = result.ToList();
        return parts.Concat(
            contract
                .Types[operation.Result]
                .Elements.Where(element => element.Required && !parts.Exists(part => part.Name == element.Name))
                .Select(element => new XElement(element.Name, 0))
        );
    }

    /// <summary>The action may be missing, as in a recorded client; the body then names the operation.</summary>
    private static void CheckAction(string? header, string operation)
    {
        if (header?.Trim('"') is { Length: > 0 } action && action != Web.NamespaceName + operation)
        {
            throw NotRecognized(action);
        }
    }

    private static BergenFault NotRecognized(string action) =>
        new($"Server did not recognize the value of HTTP Header SOAPAction: {action}.");

    private static async Task RefuseAsync(HttpContext context, string message)
    {
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(message, context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, int status, XElement root, bool soap12)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = soap12 ? "application/soap+xml; charset=utf-8" : "text/xml; charset=utf-8";
        var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + root.ToString(SaveOptions.DisableFormatting);
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
    }
}

internal static class BergenMapping
{
    public static void MapBergen(this WebApplication app)
    {
        var bergen = app.Services.GetRequiredService<BergenEndpoint>();
        app.MapPost(BergenEndpoint.Path, bergen.SoapAsync);
        app.MapGet(BergenEndpoint.Path, bergen.DescribeAsync);
        app.MapMethods(
            BergenEndpoint.Path + "/{operation}",
            ["GET", "POST"],
            (HttpContext context, string operation) => bergen.PlainAsync(context, operation)
        );
    }
}
