namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>The cart ignores a <c>.json</c> suffix and a trailing slash.</summary>
internal static class CartPath
{
    public static void Normalize(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (!path.StartsWith(CartEndpoints.Root + "/", StringComparison.Ordinal))
        {
            return;
        }
        path = path.TrimEnd('/');
        request.Path = path.EndsWith(".json", StringComparison.Ordinal) ? path[..^".json".Length] : path;
    }
}
