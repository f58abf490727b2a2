namespace Crossdock.Platform.Connections;

/// <summary>Tells secrets by the name of their setting: what an adapter calls a password, secret, token or key is never shown.</summary>
public static class SecretSettings
{
    /// <summary>What is shown instead; sent back, it leaves the secret as it is.</summary>
    public const string Mask = "********";

    private static readonly string[] Words = ["Password", "Secret", "Token", "Key"];

    public static bool IsSecret(string setting) =>
        Words.Any(word => setting.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The settings as people may see them.</summary>
    public static SortedDictionary<string, string> Masked(IEnumerable<KeyValuePair<string, string>> settings) =>
        new(
            settings.ToDictionary(s => s.Key, s => IsSecret(s.Key) ? Mask : s.Value, StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase
        );
}
