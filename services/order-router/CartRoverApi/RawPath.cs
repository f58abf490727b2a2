using Microsoft.AspNetCore.Http.Features;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>
/// The last value of an address as it was sent: references and item codes come with slashes, percent-encoded or not, which a route would have
/// taken for its own.
/// </summary>
internal static class RawPath
{
    /// <param name="context">The request.</param>
    /// <param name="after">What stands before the value, for example <c>/orders/status/</c>.</param>
    /// <exception cref="CartRoverException">There is no value.</exception>
    public static string Rest(HttpContext context, string after)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?', 2)[0];
        var start = path.IndexOf(after, StringComparison.OrdinalIgnoreCase);
        var value = start < 0 ? "" : Uri.UnescapeDataString(path[(start + after.Length)..]).Trim();
        return value.Length > 0
            ? value
            : throw new CartRoverException(ErrorCode.Invalid, "The address names nothing: add the reference.");
    }
}
