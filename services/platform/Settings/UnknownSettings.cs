using System.Collections;
using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;
using Microsoft.Extensions.Configuration;

namespace Crossdock.Platform.Settings;

/// <summary>Refuses a name in one of our own sections that nothing reads: it is misspelt, and its default would hold silently.</summary>
public static class UnknownSettings
{
    /// <exception cref="SettingException">The section has such a name; the message names the nearest known one.</exception>
    public static void Refuse(IConfigurationSection section, Type options)
    {
        if (ItemOf(options) is { } item)
        {
            foreach (var entry in section.GetChildren())
            {
                Refuse(entry, item);
            }

            return;
        }

        if (options.Assembly == typeof(object).Assembly || options.IsEnum || options == typeof(Uri))
        {
            if (section.GetChildren().FirstOrDefault() is { } below)
            {
                throw new SettingException(below.Path, "is no setting", $"remove it: {section.Path} is one value");
            }

            return;
        }

        var known = options.GetProperties().ToDictionary(one => one.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var entry in section.GetChildren())
        {
            if (!known.TryGetValue(entry.Key, out var property))
            {
                throw new SettingException(
                    entry.Path,
                    "is no setting",
                    $"remove it, or write {section.Path}:{Spelling.Nearest(entry.Key, known.Keys)} if you mean that"
                );
            }

            Refuse(entry, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
        }
    }

    private static Type? ItemOf(Type options) =>
        options != typeof(string) && options.IsAssignableTo(typeof(IEnumerable)) && options.IsGenericType
            ? options.GetGenericArguments()[^1]
            : null;
}
