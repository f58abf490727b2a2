using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.QuickBooksCommerce;
using Microsoft.Net.Http.Headers;

namespace Crossdock.Sandbox.Control;

/// <summary>Names the operation of a call, for counts and faults; null for the sandbox's own doors.</summary>
internal static class OperationName
{
    public static string? Of(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (path.StartsWith(CartEndpoints.Root + "/", StringComparison.Ordinal))
        {
            var parts = path[CartEndpoints.Root.Length..]
                .Split('/')
                .Select(part => int.TryParse(part, out _) ? "{id}" : part);
            return $"qbc {request.Method} {string.Join('/', parts)}";
        }
        if (
            !path.StartsWith(BergenDoor.Path, StringComparison.OrdinalIgnoreCase)
            || (path.Length == BergenDoor.Path.Length && HttpMethods.IsGet(request.Method))
        )
        {
            return null; // To be asked for its WSDL is no operation.
        }
        var action = request.Headers["SOAPAction"].ToString().Trim('"');
        var name =
            path.Length > BergenDoor.Path.Length ? path
            : action.Length > 0 ? action
            : Soap12Action(request.ContentType);
        return $"bergen {name[(name.LastIndexOf('/') + 1)..]}";
    }

    private static string Soap12Action(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
            ? HeaderUtilities
                .RemoveQuotes(
                    type.Parameters.FirstOrDefault(one =>
                        one.Name.Equals("action", StringComparison.OrdinalIgnoreCase)
                    )?.Value
                        ?? ""
                )
                .ToString()
            : "";
}
