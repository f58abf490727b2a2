using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Crossdock.Platform.Storage;

/// <summary>
/// Refuses what the annotations of a property do not cover: a null among the items of a list or the texts of a dictionary (no type of the
/// house has one), and a record
/// without a value that its constructor needs.
/// </summary>
internal static class DeclaredJson
{
    public static void Keep(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable)
        {
            type.OnDeserialized = list => RefuseNulls((IEnumerable)list);
        }
        else if (type.Kind == JsonTypeInfoKind.Dictionary && type.ElementType == typeof(string))
        {
            type.OnDeserialized = entries => RefuseNulls(((IDictionary)entries).Values);
        }

        foreach (var property in type.Properties)
        {
            property.IsRequired |=
                property.AssociatedParameter
                    is { IsNullable: false, HasDefaultValue: false, ParameterType.IsValueType: false };
        }
    }

    private static void RefuseNulls(IEnumerable items)
    {
        foreach (var item in items)
        {
            if (item is null)
            {
                throw new JsonException("An item of a list is null.");
            }
        }
    }
}
