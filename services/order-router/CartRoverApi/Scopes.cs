using Crossdock.Platform.Api;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>What the key of a request opens.</summary>
internal static class Scopes
{
    public static KeyScope Scope(this HttpContext context) => (KeyScope)context.Items[typeof(KeyScope)]!;

    public static string Key(this HttpContext context) => context.User.Identity?.Name ?? "";

    /// <summary>The cart that a source names: one of the key's; a key of one cart has no other.</summary>
    /// <exception cref="CartRoverException">It names none of several.</exception>
    public static string CartOf(this KeyScope scope, string? source, bool mayBeMissing = false) =>
        scope.Carts.FirstOrDefault(cart => string.Equals(cart, source, StringComparison.OrdinalIgnoreCase))
        ?? (
            scope.Carts.Count == 1 || mayBeMissing
                ? scope.Carts[0]
                : throw new CartRoverException(
                    ErrorCode.Invalid,
                    $"There is no cart {source}: there are {string.Join(", ", scope.Carts)}."
                )
        );
}

/// <summary>On an endpoint: the levels whose keys it answers.</summary>
internal sealed record LevelsNeeded(params KeyLevel[] Levels);

/// <summary>On an endpoint that the limit of calls does not count.</summary>
internal sealed record UnlimitedCalls;
