namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>The cart takes a <c>.json</c> suffix and a trailing slash as if they were not there.</summary>
internal static class CartPath
{
    public static void Normalise(HttpRequest request)
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
