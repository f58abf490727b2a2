using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;
using Microsoft.Extensions.Configuration;

namespace Crossdock.Platform.Connections;

/// <summary>The settings of one connection, read and validated: those that each has, and those that its adapter declares.</summary>
public sealed class ConnectionSettings
{
    /// <summary>What is shown instead of a secret; sent back, it leaves the secret as it is.</summary>
    public const string Mask = "********";
    private readonly AdapterSettings declared;

    /// <exception cref="SettingException">A setting is missing, unknown or broken.</exception>
    internal ConnectionSettings(Adapter adapter, string name, IConfigurationSection section, string? generation)
    {
        Name = name;
        Id = IdOf(name, generation);
        IsConfigured = generation is null;
        Path = section.Path;
        Kind = adapter.Kind;
        Merchant = Require(section, "Merchant", "name the merchant whose connection this is");
        declared = SettingsReader.Read(adapter.SettingsType, section);
        Secrets =
        [
            .. SettingsReader
                .Texts(adapter.SettingsType, section)
                .Where(one => one.Setting.IsSecret)
                .Select(one => one.Text),
        ];
        Shown = new SortedDictionary<string, string>(
            SettingsReader
                .Texts(adapter.SettingsType, section)
                .ToDictionary(one => one.Setting.Name, one => one.Setting.IsSecret ? Mask : one.Text),
            StringComparer.OrdinalIgnoreCase
        );
    }

    public string Name { get; }

    /// <summary>Its state is stored under this: its name, and its generation if it has one.</summary>
    public string Id { get; }

    /// <summary>True if it comes from configuration, false if it was saved through the API.</summary>
    internal bool IsConfigured { get; }

    /// <summary>Which adapter, for example <c>QuickBooksCommerce</c>.</summary>
    public string Kind { get; }
    public string Merchant { get; }

    /// <summary>Its section of configuration, for example <c>Carts:acme-cart</c>.</summary>
    public string Path { get; }

    /// <summary>The adapter's settings as people may see them: secrets are masked.</summary>
    public IReadOnlyDictionary<string, string> Shown { get; }

    /// <summary>The values of the secret settings, so that they can be masked elsewhere.</summary>
    internal IReadOnlyList<string> Secrets { get; }

    /// <summary>The adapter's settings, for example <c>Of&lt;CartSettings&gt;()</c>.</summary>
    public T Of<T>()
        where T : AdapterSettings => (T)declared;

    public static string IdOf(string name, string? generation) => generation is null ? name : $"{name}@{generation}";

    internal static string Require(IConfigurationSection section, string key, string toDo) =>
        section[key]?.Trim() is { Length: > 0 } value
            ? value
            : throw new SettingException($"{section.Path}:{key}", "is missing", toDo);
}
