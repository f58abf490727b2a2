namespace Crossdock.Platform.Api;

/// <summary>What a key for the order-router's <c>/v1</c> belongs to; such a key opens nothing else.</summary>
public enum KeyLevel
{
    /// <summary>One cart connection.</summary>
    Cart = 1,

    /// <summary>The cart connections of a merchant.</summary>
    Merchant = 2,

    /// <summary>A warehouse connection.</summary>
    Warehouse = 3,

    /// <summary>All that it names.</summary>
    Master = 4,
}

/// <summary>What a key of a level opens.</summary>
/// <param name="Level">Which addresses answer.</param>
/// <param name="Carts">The cart connections; orders are posted for the first one, unless they name another.</param>
/// <param name="Warehouse">The warehouse connection; null if the routes of the carts tell.</param>
public sealed record KeyScope(KeyLevel Level, IReadOnlyList<string> Carts, string? Warehouse)
{
    /// <summary>Reads a scope as it is written on the command line; null where something is missing.</summary>
    /// <param name="level">The level's name.</param>
    /// <param name="carts">Names, separated by commas.</param>
    /// <param name="warehouse">A name.</param>
    public static KeyScope? Read(string? level, string? carts, string? warehouse)
    {
        string[] names = (carts ?? "").Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        return
            Enum.TryParse<KeyLevel>(level, ignoreCase: true, out var known)
            && Enum.IsDefined(known)
            && known switch
            {
                KeyLevel.Cart => names.Length == 1 && warehouse is null,
                KeyLevel.Warehouse => names.Length == 0 && warehouse is { Length: > 0 },
                _ => names.Length > 0,
            }
            ? new(known, names, warehouse)
            : null;
    }
}
