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
        var key = await keys.AddAsync(Name, Role.Admin, cancellationToken);
        var open = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            open.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new StreamWriter(path, open);
        await file.WriteLineAsync($"{Header}{key}");
        return path;
    }
}
