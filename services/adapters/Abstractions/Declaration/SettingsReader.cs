using Microsoft.Extensions.Configuration;

namespace Crossdock.Adapters.Declaration;

/// <summary>Reads a connection's settings into the class that declares them.</summary>
public static class SettingsReader
{
    /// <summary>What every connection has beside what its adapter declares.</summary>
    private static readonly string[] Common = ["Kind", "Merchant"];

    /// <exception cref="SettingException">A setting is missing, unknown, renamed or broken; the message says which, and what to do.</exception>
    public static AdapterSettings Read(Type type, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var declared = SettingDeclaration.Of(type);
        foreach (var child in section.GetChildren())
        {
            CheckName(child, declared);
        }

        var settings = (AdapterSettings)Activator.CreateInstance(type)!;
        foreach (var setting in declared)
        {
            if (TextOf(section.GetSection(setting.Name)) is { } text)
            {
                var (value, problem) = setting.Parse(text);
                setting.Set(settings, problem is null ? value : throw Broken(section, problem));
            }
            else if (setting.IsRequired)
            {
                throw Broken(section, new(setting.Name, "is missing", $"set {setting.Description}"));
            }
        }

        return settings.Validate().FirstOrDefault() is { } wrong ? throw Broken(section, wrong) : settings;
    }

    /// <summary>Settings as if they stood in configuration under this path.</summary>
    public static IConfigurationSection Section(string path, IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create($"{path}:{one.Key}", one.Value)))
            .Build()
            .GetSection(path);

    /// <summary>The texts that are set, by name, a list as one text.</summary>
    public static IEnumerable<(SettingDeclaration Setting, string Text)> Texts(Type type, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        foreach (var setting in SettingDeclaration.Of(type))
        {
            if (TextOf(section.GetSection(setting.Name)) is { } text)
            {
                yield return (setting, text);
            }
        }
    }

    /// <summary>Null if it is empty. A list is one text with commas, or an array.</summary>
    private static string? TextOf(IConfigurationSection section)
    {
        var text = section.Value ?? string.Join(", ", section.GetChildren().Select(child => child.Value));
        return text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }

    private static void CheckName(IConfigurationSection child, IReadOnlyList<SettingDeclaration> declared)
    {
        if (declared.FirstOrDefault(d => child.Key.Equals(d.Was, StringComparison.OrdinalIgnoreCase)) is { } renamed)
        {
            throw new SettingException(child.Path, "was renamed", $"write {renamed.Name} instead");
        }

        string[] known = [.. Common, .. declared.Select(d => d.Name)];
        if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
        {
            throw new SettingException(
                child.Path,
                "is not a known setting",
                $"write {Spelling.Nearest(child.Key, known)} if you meant that, or leave it out"
            );
        }

        var isList = declared.Any(d => d.IsList && d.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
        if (!isList && child.GetChildren().FirstOrDefault() is { } part)
        {
            throw new SettingException(part.Path, "is not a known setting", $"set {child.Path} itself");
        }
    }

    private static SettingException Broken(IConfigurationSection section, SettingProblem problem) =>
        new($"{section.Path}:{problem.Setting}", problem.Wrong, problem.ToDo);
}
