using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Crossdock.TestSupport;

/// <summary>Finds a null where a type of the house says that there is a value, also among the items of a list.</summary>
public static class NullPlaces
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(PropertyInfo Property, bool MayBeNull)>> Known =
        new();

    /// <summary>The paths of the nulls.</summary>
    public static IEnumerable<string> In(object value) => In(value, value.GetType().Name);

    private static IEnumerable<string> In(object? value, string path) =>
        value switch
        {
            null => [path],
            string or Type => [],
            IDictionary entries => entries.Values.Cast<object?>().SelectMany(entry => In(entry, $"{path}.*")),
            IEnumerable items => items.Cast<object?>().SelectMany(item => In(item, $"{path}[]")),
            _ when value.GetType().Namespace?.StartsWith("Crossdock.", StringComparison.Ordinal) == true => Known
                .GetOrAdd(value.GetType(), Properties)
                .Select(known => (known.Property, known.MayBeNull, Value: known.Property.GetValue(value)))
                .Where(one => !(one.MayBeNull && one.Value is null))
                .SelectMany(one => In(one.Value, $"{path}.{one.Property.Name}")),
            _ => [],
        };

    private static IReadOnlyList<(PropertyInfo, bool)> Properties(Type type)
    {
        var context = new NullabilityInfoContext();
        return
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0)
                .Select(property => (property, context.Create(property).WriteState != NullabilityState.NotNull)),
        ];
    }
}
