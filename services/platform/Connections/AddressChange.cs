using Crossdock.Adapters.Declaration;

namespace Crossdock.Platform.Connections;

/// <summary>A secret is given for one address. Who may change the address must not learn the secret by it.</summary>
internal static class AddressChange
{
    /// <summary>The first address to which the adapter would send its secrets, and that is another one than before; null if there is none.</summary>
    /// <param name="declared">The adapter's settings.</param>
    /// <param name="before">The stored settings.</param>
    /// <param name="after">Those that are to replace them.</param>
    public static string? Between(
        IEnumerable<SettingDeclaration> declared,
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after
    ) =>
        declared
            .FirstOrDefault(setting => setting.IsDestination && Address(setting, before) != Address(setting, after))
            ?.Name;

    /// <summary>As it applies: one that is written otherwise is the same, and so is a default that is written out.</summary>
    private static string? Address(SettingDeclaration setting, IReadOnlyDictionary<string, string> settings)
    {
        var text = settings
            .FirstOrDefault(one => one.Key.Equals(setting.Name, StringComparison.OrdinalIgnoreCase))
            .Value?.Trim();
        return Uri.TryCreate(text is null or "" ? setting.Default : text, UriKind.Absolute, out var address)
            ? address.AbsoluteUri
            : text;
    }
}
