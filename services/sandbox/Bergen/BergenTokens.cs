using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Tokens given out; they live in memory, so a restart makes every token stale.</summary>
internal sealed class BergenTokens(SandboxOptions options)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);

    /// <summary>A token of 44 characters, or an empty text for bad credentials.</summary>
    public string Get(string? webAddress, string? userName, string? password)
    {
        var account = options.Bergen;
        if (webAddress != account.WebAddress || userName != account.UserName || password != account.Password)
        {
            return "";
        }
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var now = options.Time.GetUtcNow();
        foreach (var (old, until) in _until)
        {
            if (until <= now)
            {
                _until.TryRemove(old, out _);
            }
        }
        _until[token] = now.AddSeconds(account.TokenSeconds);
        return token;
    }

    public bool Accepts(string? token) =>
        token is not null && _until.TryGetValue(token, out var until) && until > options.Time.GetUtcNow();

    /// <summary>Makes every token stale.</summary>
    public void Clear() => _until.Clear();
}
