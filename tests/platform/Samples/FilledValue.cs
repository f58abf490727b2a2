using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Tests.Samples;

/// <summary>Values with something in every property, all the way down, or with nothing where that is allowed; always the same.</summary>
internal static class FilledValue
{
    private const string Id = "6f1d2c3b-0a1b-4c2d-8e3f-0123456789ab";

    private static readonly DateTimeOffset Moment = new DateTimeOffset(
        2026,
        3,
        1,
        7,
        0,
        0,
        TimeSpan.FromHours(-5)
    ).AddTicks(12_345_678);

    public static object Of(Type type) => Of(type, "Text", bare: false);

    /// <summary>With a null in every property that may have one.</summary>
    public static object Bare(Type type) => Of(type, "Text", bare: true);

    private static object Of(Type type, string name, bool bare)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (value.IsEnum)
        {
            return Enum.GetValues(value).Cast<object>().Last();
        }

        if (Simple(value, name) is { } simple)
        {
            return simple;
        }

        if (value.IsAssignableTo(typeof(IDictionary)))
        {
            var dictionary = (IDictionary)Activator.CreateInstance(value)!;
            // Not a name that an element may have everywhere.
            dictionary.Add("$a.b", Of(value.GetGenericArguments()[1], name, bare));
            return dictionary;
        }

        if (value.IsGenericType && value.IsAssignableTo(typeof(IEnumerable)))
        {
            var item = value.GetGenericArguments()[0];
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
            list.Add(Of(item, name, bare));
            list.Add(Of(item, name, bare));
            return list;
        }

        var filled = RuntimeHelpers.GetUninitializedObject(value);
        foreach (var property in value.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsFilled))
        {
            var given = bare && MayBeNull(property) ? null : Of(property.PropertyType, property.Name, bare);
            property.SetValue(filled, given);
        }

        return filled;
    }

    private static bool IsFilled(PropertyInfo property) =>
        property.CanWrite && property.Name != nameof(Document.AddedLater);

    private static bool MayBeNull(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    private static object? Simple(Type type, string name) =>
        type == typeof(string)
            ? name.EndsWith("Id", StringComparison.Ordinal)
                ? Id
                : $"{name} ä \"1\""
            : type == typeof(Guid)
                ? new Guid(Id)
                : type == typeof(DateTimeOffset)
                    ? Moment
                    : type == typeof(DateOnly)
                        ? new DateOnly(2026, 3, 1)
                        : type == typeof(TimeSpan)
                            ? TimeSpan.FromTicks(1)
                            : type == typeof(decimal)
                                ? 0.10m
                                : type == typeof(int)
                                    ? 7
                                    : type == typeof(long)
                                        ? 7L
                                        : type == typeof(byte[])
                                            ? new byte[] { 1, 2, 3 }
                                            : type == typeof(bool)
                                                ? true
                                                : null;
}
