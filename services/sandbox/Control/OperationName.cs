using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.QuickBooksCommerce;

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
            : request.ContentType?.Split("action=").ElementAtOrDefault(1)?.Trim('"') ?? "";
        return $"bergen {name[(name.LastIndexOf('/') + 1)..]}";
    }
}
