using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.Platform.Tests.Samples;

/// <summary>Every enumeration in a message or a document: the wire has its numbers, a store its names.</summary>
internal static class EnumerationForms
{
    public static IEnumerable<WrittenForm> All =>
        MessageForms
            .Types.Concat(DocumentForms.Types)
            .SelectMany(type => Within(type, []))
            .Where(type => type.IsEnum)
            .Distinct()
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => new WrittenForm("enumerations", type.Name, () => Names(type), _ => type)
            {
                WriteAgain = _ => Names(type),
                Bare = () => type,
            });

    private static JsonObject Names(Type type) =>
        new(
            Enum.GetNames(type)
                .Select(name =>
                    KeyValuePair.Create(
                        name,
                        (JsonNode?)Convert.ToInt32(Enum.Parse(type, name), CultureInfo.InvariantCulture)
                    )
                )
        );

    private static IEnumerable<Type> Within(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return [];
        }

        var parts =
            type.IsGenericType ? type.GetGenericArguments()
            : type.Namespace!.StartsWith("Crossdock.", StringComparison.Ordinal)
                ? type.GetProperties().Where(property => property.CanWrite).Select(property => property.PropertyType)
            : [];
        return parts.SelectMany(part => Within(part, seen)).Prepend(type);
    }
}
