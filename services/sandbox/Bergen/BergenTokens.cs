using System.Collections.Concurrent;
using System.Security.Cryptography;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Issues and checks tokens. They are kept in memory, so a restart makes every token stale.</summary>
internal sealed class BergenTokens(SandboxOptions options)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> expiry = new(StringComparer.Ordinal);

    /// <summary>A token of 44 characters, or an empty text for bad credentials.</summary>
    public string Issue(string webAddress, string userName, string password)
    {
        var account = options.Bergen;
        if (webAddress != account.WebAddress || userName != account.UserName || password != account.Password)
        {
            return "";
        }

        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var now = options.Time.GetUtcNow();
        foreach (var expired in expiry.Where(one => one.Value <= now))
        {
            expiry.TryRemove(expired);
        }

        expiry[token] = now.AddSeconds(account.TokenSeconds);
        return token;
    }

    public bool Accepts(string token) => expiry.TryGetValue(token, out var end) && end > options.Time.GetUtcNow();

    /// <summary>Makes every token stale.</summary>
    public void Clear() => expiry.Clear();
}
