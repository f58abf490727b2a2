using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Crossdock.Platform.Connections;

/// <summary>
/// Encrypts what a connection keeps in the store; the keys are where <c>Secrets:Keys</c> says. One purpose per connection: nothing can be moved
/// to another.
/// </summary>
public sealed class SettingsProtector(IDataProtectionProvider protection)
{
    public string Protect(string connection, string text) => For(connection).Protect(text);

    /// <summary>Null if the keys are not those that it was encrypted with.</summary>
    public string? Unprotect(string connection, string encrypted)
    {
        try
        {
            return For(connection).Unprotect(encrypted);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    internal string ProtectSettings(string connection, Dictionary<string, string> settings) =>
        Protect(connection, JsonSerializer.Serialize(settings));

    internal Dictionary<string, string>? UnprotectSettings(ConnectionDocument document) =>
        document.Settings is { } text && Unprotect(document.Id, text) is { } json
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(json)
            : null;

    private IDataProtector For(string connection) => protection.CreateProtector("Crossdock.Connections", connection);
}
