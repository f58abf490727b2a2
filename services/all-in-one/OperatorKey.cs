using Crossdock.Platform.Api;

namespace Crossdock.AllInOne;

/// <summary>
/// The key of the person who sits before it, in a file beside the data that only this person can read: one header line, as curl's
/// <c>-H @file</c> takes it.
/// </summary>
internal static class OperatorKey
{
    private const string Name = "operator";
    private const string Header = "Authorization: Bearer ";

    /// <returns>The file. It is written where it is missing or holds no key that opens.</returns>
    public static async Task<string> KeepAsync(ApiKeyStore keys, string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "key");
        if (
            File.Exists(path)
            && await File.ReadAllTextAsync(path, cancellationToken) is var line
            && line.StartsWith(Header, StringComparison.Ordinal)
            && await keys.FindAsync(line[Header.Length..].Trim(), cancellationToken) is not null
        )
        {
            return path;
        }

        await keys.WithdrawAsync(Name, cancellationToken);
        await WriteAsync(path, $"{Header}{await keys.AddAsync(Name, Role.Admin, cancellationToken)}");
        return path;
    }

    /// <summary>The same for a client of <c>/v1</c>: <c>api_user:api_key</c>, as curl's <c>-u</c> takes it.</summary>
    public static async Task<string> KeepPairAsync(
        ApiKeyStore keys,
        string folder,
        string cart,
        CancellationToken cancellationToken
    )
    {
        var path = Path.Combine(folder, "api-key");
        if (
            File.Exists(path)
            && (await File.ReadAllTextAsync(path, cancellationToken)).Trim().Split(':') is [var user, var secret]
            && await keys.FindAsync(user, secret, cancellationToken) is not null
        )
        {
            return path;
        }

        await keys.WithdrawAsync(cart, cancellationToken);
        var key = await keys.AddAsync(cart, new KeyScope(KeyLevel.Merchant, [cart], null), cancellationToken);
        await WriteAsync(path, $"{cart}:{key!.Split('.')[^1]}");
        return path;
    }

    private static async Task WriteAsync(string path, string line)
    {
        var open = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            open.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new StreamWriter(path, open);
        await file.WriteLineAsync(line);
    }
}
