using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Crossdock.Platform.Api;

/// <summary>A key as its holder has it: <c>xd.{name}.{secret}</c>. The name says whose it is; the secret is 256 drawn bits.</summary>
internal sealed partial class ApiKey
{
    public const string Prefix = "xd.";

    private ApiKey(string name, string secret) => (Name, Secret) = (name, secret);

    public string Name { get; }

    private string Secret { get; }

    /// <summary>The whole key: shown once, when it is made.</summary>
    public string Text => $"xd.{Name}.{Secret}";

    /// <summary>A plain hash is enough: nobody can go through all secrets of 256 bits.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(Secret));

    public static ApiKey Make(string name) => new(name, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    public static bool IsName(string? name) => name is not null && NameShape().IsMatch(name);

    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiKey? key)
    {
        key =
            text is not null && Shape().Match(text) is { Success: true, Groups: var parts }
                ? new ApiKey(parts["name"].Value, parts["secret"].Value)
                : null;
        return key is not null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameShape();

    [GeneratedRegex(
        "^xd\\.(?<name>[a-z0-9][a-z0-9-]{0,39})\\.(?<secret>[A-Za-z0-9_-]{43})\\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Shape();
}
