using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Crossdock.Adapters.Declaration;

/// <summary>One declared setting: all that validation, masking, documentation and the set-up form need.</summary>
public sealed class SettingDeclaration
{
    private const BindingFlags OwnProperties = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<SettingDeclaration>> Known = new();
    private readonly PropertyInfo property;
    private readonly SettingAttribute attribute;

    private SettingDeclaration(PropertyInfo property, SettingAttribute attribute, object? initial)
    {
        (this.property, this.attribute) = (property, attribute);
        Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        IsRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        Default = IsRequired ? null : SettingText.Format(initial);
    }

    public string Name => property.Name;
    public string Description => attribute.Description;
    public bool IsSecret => attribute.Secret;

    /// <summary>An address to which the adapter sends what it was given, secrets among it.</summary>
    public bool IsDestination => Type == typeof(Uri) && !attribute.Inbound;
    public string? Was => attribute.Was;
    public bool IsRequired { get; }
    public Type Type { get; }
    public bool IsList => Type == typeof(IReadOnlyList<string>);

    /// <summary>As it is written in configuration; null if there is none.</summary>
    public string? Default { get; }
    public double? Min => double.IsNaN(attribute.Min) ? null : attribute.Min;
    public double? Max => double.IsNaN(attribute.Max) ? null : attribute.Max;

    /// <summary>The settings that a class declares, in the order of declaration, those of its base classes last.</summary>
    /// <exception cref="SettingException">The declaration itself is broken.</exception>
    public static IReadOnlyList<SettingDeclaration> Of(Type settings) => Known.GetOrAdd(settings, Declare);

    public void Set(AdapterSettings settings, object? value) => property.SetValue(settings, value);

    /// <summary>The text as it stands in configuration, as a value of the property's type.</summary>
    public (object? Value, SettingProblem? Problem) Parse(string text) =>
        SettingText.Parse(Type, text, Min, Max) switch
        {
            ({ } value, _, _) => (value, null),
            (_, var wrong, var toDo) => (null, new(Name, wrong!, toDo ?? $"set {Description}")),
        };

    private static List<SettingDeclaration> Declare(Type settings)
    {
        var initial = Activator.CreateInstance(settings);
        // One that is overridden counts as the class has it; one that is only hidden is another one, of the same name.
        var declared = WithBases(settings)
            .SelectMany(type => type.GetProperties(OwnProperties))
            .DistinctBy(property => property.GetMethod?.GetBaseDefinition())
            .Where(property => property.IsDefined(typeof(SettingAttribute), inherit: false))
            .Select(property => new SettingDeclaration(
                property,
                property.GetCustomAttribute<SettingAttribute>(inherit: false)!,
                property.GetValue(initial)
            ))
            .ToList();

        var names = declared.SelectMany(one => new[] { one.Name, one.Was }).Append("Kind").Append("Merchant");
        var twice = names.OfType<string>().CountBy(name => name, StringComparer.OrdinalIgnoreCase);
        if (twice.FirstOrDefault(name => name.Value > 1).Key is { } name)
        {
            throw Broken(settings, name, "is declared twice", "give each setting a name of its own, whatever its case");
        }

        foreach (var one in declared)
        {
            if (!SettingText.CanParse(one.Type))
            {
                throw Broken(settings, one.Name, $"is a {one.Type.Name}", "use a type that SettingAttribute lists");
            }

            if (string.IsNullOrWhiteSpace(one.Description) || one.property.SetMethod is null || one.Min > one.Max)
            {
                throw Broken(
                    settings,
                    one.Name,
                    "has no description, no init accessor, or a Min above its Max",
                    "complete its declaration"
                );
            }

            if (one.Default is { } fallback && one.Parse(fallback).Problem is { } problem)
            {
                throw Broken(settings, one.Name, $"has a default that {problem.Wrong}", problem.ToDo);
            }
        }

        return declared;
    }

    private static IEnumerable<Type> WithBases(Type? type) =>
        type is null ? [] : WithBases(type.BaseType).Prepend(type);

    private static SettingException Broken(Type settings, string setting, string wrong, string toDo) =>
        new($"The adapter setting {settings.FullName}.{setting}", wrong, toDo);
}
