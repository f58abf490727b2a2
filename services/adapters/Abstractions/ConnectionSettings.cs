using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Crossdock.Adapters;

/// <summary>One merchant's set-up of one cart or warehouse: <c>Connections:{Name}:…</c> in configuration.</summary>
public sealed class ConnectionSettings(string name, IConfigurationSection section, string? generation = null)
{
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(24);

    public string Name { get; } = name;

    /// <summary>What it remembers is kept under this: its name, and its generation where it has one.</summary>
    public string Id { get; } = IdOf(name, generation);

    /// <summary>Which adapter, for example <c>QuickBooksCommerce</c>.</summary>
    public string Kind => Require("Kind", "name the system at the other end, for example QuickBooksCommerce or Bergen");

    public string Merchant => Require("Merchant", "name the merchant whose connection this is");

    public static string IdOf(string name, string? generation) => generation is null ? name : $"{name}@{generation}";

    /// <summary>The value of a setting of this connection, or null where it is empty.</summary>
    public string? Find(string key) => section[key] is { Length: > 0 } value ? value.Trim() : null;

    /// <summary>All settings but what every connection has, parts of a name separated by colons.</summary>
    public IEnumerable<KeyValuePair<string, string>> All() =>
        section
            .AsEnumerable(makePathsRelative: true)
            .Where(s => s.Value is not null && s.Key is not ("Kind" or "Merchant"))
            .Select(s => KeyValuePair.Create(s.Key, s.Value!));

    /// <param name="toDo">What to set, in words: it ends up in the one-line message.</param>
    /// <exception cref="SettingException">The setting is missing.</exception>
    public string Require(string key, string toDo) => Find(key) ?? throw Broken(key, "is missing", toDo);

    /// <exception cref="SettingException">The setting is missing, or no absolute http(s) address.</exception>
    public Uri RequireAddress(string key, string toDo) =>
        Uri.TryCreate(Require(key, toDo), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? WithoutSecrets(key, address)
            : throw Broken(key, "is not an http(s) address", toDo);

    /// <summary>An address is shown and logged: it must hold no password.</summary>
    private Uri WithoutSecrets(string key, Uri address) =>
        address.UserInfo.Length > 0
            ? throw Broken(
                key,
                "holds a user or password",
                "leave them out of the address and use the settings for them"
            )
        : address.Query.Length > 0 ? throw Broken(key, "holds a query", "leave out what begins with the question mark")
        : address;

    public int FindInt(string key, int otherwise, int min, int max) =>
        Find(key) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value >= min
        && value <= max
            ? value
        : throw Broken(key, $"is \"{text}\"", $"set a whole number from {min} to {max}");

    /// <summary>A time span as <c>00:00:30</c> (hours, minutes, seconds; fractions allowed), up to 24 days: a call's time-out takes no more.</summary>
    public TimeSpan FindTime(string key, TimeSpan otherwise) =>
        Find(key) is not { } text ? otherwise
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value)
        && value > TimeSpan.Zero
        && value <= LongestTime
            ? value
        : throw Broken(
            key,
            $"is \"{text}\"",
            "set a time longer than nothing, and of 24 days at most, as hh:mm:ss, for example 00:01:00"
        );

    /// <summary>A moment; without an offset it is UTC.</summary>
    public DateTimeOffset? FindDate(string key) =>
        Find(key) is not { } text ? null
        : DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var value
        )
            ? value
        : throw Broken(key, $"is \"{text}\"", "set a date, for example 2026-01-31");

    public SettingException Broken(string key, string wrong, string toDo) => new($"{section.Path}:{key}", wrong, toDo);
}
