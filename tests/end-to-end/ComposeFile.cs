using System.Text.RegularExpressions;
using Crossdock.TestSupport;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Crossdock.EndToEnd.Tests;

/// <summary>
/// What <c>docker-compose.yml</c> says, read as compose reads it: anchors and merges resolved, variables taken from an env file, each
/// service's own env file below what stands in the file itself.
/// </summary>
internal sealed partial class ComposeFile
{
    private readonly Dictionary<string, string> variables;

    private ComposeFile(Dictionary<object, object> content, Dictionary<string, string> variables)
    {
        this.variables = variables;
        Services = Mapping(content["services"])
            .ToDictionary(s => (string)s.Key, s => Mapping(s.Value), StringComparer.Ordinal);
    }

    /// <summary>As they stand in the file, variables and all.</summary>
    public IReadOnlyDictionary<string, Dictionary<object, object>> Services { get; }

    /// <param name="variables">An env file below the clone's root, for example <c>.env.example</c>.</param>
    public static ComposeFile Read(string variables = "tests/end-to-end/compose.env")
    {
        using var text = new StreamReader(PathOf("docker-compose.yml"));
        var content = new DeserializerBuilder()
            .Build()
            .Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(text)));
        return new ComposeFile(content, EnvFile(variables));
    }

    /// <summary>Name and value of each variable of an env file.</summary>
    public static Dictionary<string, string> EnvFile(string path) =>
        File.ReadLines(PathOf(path))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);

    /// <summary>The environment that a container of this service gets.</summary>
    public Dictionary<string, string> EnvironmentOf(string service)
    {
        var said = Services[service];
        var environment = said.TryGetValue("env_file", out var file)
            ? EnvFile(Filled((string)file))
            : new(StringComparer.Ordinal);
        foreach (var (name, value) in Mapping(said["environment"]))
        {
            environment[(string)name] = Filled((string)value);
        }

        return environment;
    }

    /// <summary>The image of a service, with its tag.</summary>
    public string ImageOf(string service) => Filled((string)Services[service]["image"]);

    /// <summary>The variables that a text asks for.</summary>
    public static IEnumerable<string> VariablesIn(string text) =>
        Variable().Matches(text).Select(match => match.Groups["name"].Value);

    /// <summary><c>${NAME:?why}</c> must be given, <c>${NAME:-default}</c> need not.</summary>
    private string Filled(string text) =>
        Variable()
            .Replace(
                text,
                match =>
                {
                    var given = variables.GetValueOrDefault(match.Groups["name"].Value, "");
                    return given.Length > 0 ? given
                        : match.Groups["default"] is { Success: true } other ? other.Value
                        : throw new InvalidOperationException($"{match.Value} in {text} is not given.");
                }
            );

    private static Dictionary<object, object> Mapping(object node) => (Dictionary<object, object>)node;

    private static string PathOf(string file) => Path.Combine(Repository.Root, file);

    [GeneratedRegex(@"\$\{(?<name>\w+)(?::\?[^}]*|:-(?<default>[^}]*))?\}", RegexOptions.None, 1000)]
    private static partial Regex Variable();
}
