using System.Text;
using System.Text.RegularExpressions;
using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.QuickBooksCommerce;

namespace Crossdock.Sandbox.Control;

/// <summary>Names the operation of a call, for counts and faults; null for the sandbox's own control.</summary>
internal static partial class OperationName
{
    /// <summary>Finds the name and keeps it with the call.</summary>
    public static async Task<string?> ReadAsync(HttpContext context)
    {
        var name = await NameAsync(context.Request);
        context.Items[typeof(OperationName)] = name;
        return name;
    }

    public static string? Of(HttpContext context) => (string?)context.Items[typeof(OperationName)];

    private static async Task<string?> NameAsync(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (path.StartsWith(CartEndpoints.Root + "/", StringComparison.Ordinal))
        {
            var parts = path[CartEndpoints.Root.Length..]
                .Split('/')
                .Select(part => int.TryParse(part, out _) ? "{id}" : part);
            return $"qbc {request.Method} {string.Join('/', parts)}";
        }

        if (!path.StartsWith(BergenEndpoint.Path, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (path.Length > BergenEndpoint.Path.Length)
        {
            return $"bergen {path[(path.LastIndexOf('/') + 1)..]}";
        }

        // To be asked for its WSDL is no operation.
        return HttpMethods.IsGet(request.Method) ? null : $"bergen {await SoapAsync(request)}";
    }

    /// <summary>By the action, in the header or the content type; by the body where there is none.</summary>
    private static async Task<string> SoapAsync(HttpRequest request)
    {
        var action = Action().Match($"{request.Headers["SOAPAction"]} {request.ContentType}");
        if (action.Success)
        {
            return action.Groups["operation"].Value;
        }

        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        var operation = Body().Match(await reader.ReadToEndAsync(request.HttpContext.RequestAborted));
        request.Body.Position = 0;
        return operation.Groups["operation"].Value;
    }

    [GeneratedRegex(
        @"rex11\.com/webmethods/(?<operation>\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Action();

    [GeneratedRegex(
        @"Body[^>]*>\s*<(\w+:)?(?<operation>\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Body();
}
