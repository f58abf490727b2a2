using System.Xml.Linq;

namespace Crossdock.Sandbox.Bergen.Contract;

/// <summary>The service's contract, read from <c>rex11.txt</c> beside this file.</summary>
internal sealed class RexContract
{
    /// <summary>The namespace of <c>string</c>, <c>int</c> and the like.</summary>
    public static readonly XNamespace Xsd = "http://www.w3.org/2001/XMLSchema";

    private static readonly HashSet<string> Simple = ["string", "int", "long", "decimal", "double", "boolean"];

    private readonly Dictionary<string, XNamespace> spaces = new(StringComparer.Ordinal);
    private XNamespace currentSpace = XNamespace.None;

    private RexContract(IEnumerable<string> lines)
    {
        List<RexElement>? elements = null;
        List<string>? values = null;
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] != ' ')
            {
                (elements, values) = Heading(line.Split(' '));
            }
            else if (values is not null)
            {
                values.Add(line.Trim(' ').Trim('\''));
            }
            else
            {
                elements!.Add(Element(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            }
        }
    }

    public static RexContract Known { get; } = Load();

    /// <summary>By their short names, which are also their prefixes in the WSDL.</summary>
    public IReadOnlyDictionary<string, XNamespace> Spaces => spaces;

    public Dictionary<XName, RexType> Types { get; } = [];

    public Dictionary<XName, RexEnum> Enums { get; } = [];

    /// <summary>The types of the elements that are declared apart from operations.</summary>
    public Dictionary<XName, XName> Elements { get; } = [];

    public Dictionary<string, RexOperation> Operations { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of a type's elements in their order.</summary>
    public IReadOnlyList<string> Layout(XName type) =>
        [.. Types[type].Elements.Select(element => element.Name.LocalName)];

    /// <summary>True if plain HTTP can call the operation: if all its arguments are texts or lists of texts.</summary>
    public bool IsPlain(RexOperation operation) =>
        operation.Arguments.All(argument =>
            !argument.IsReference && (!Types.TryGetValue(argument.Type, out var type) || IsTexts(type))
        );

    private static bool IsTexts(RexType type) => type.Elements is [{ Many: true } only] && only.Type == Xsd + "string";

    private (List<RexElement>?, List<string>?) Heading(string[] words)
    {
        var name = words[1];
        var elements = new List<RexElement>();
        switch (words[0])
        {
            case "namespace":
                currentSpace = words[2];
                spaces.Add(name, currentSpace);
                return (null, null);
            case "operation":
                Operations.Add(name, new(name, Name(words[2]), elements));
                return (elements, null);
            case "element":
                Elements.Add(currentSpace + name, currentSpace + words[2]);
                return (null, null);
            case "enum":
                var values = new List<string>();
                Enums.Add(currentSpace + name, new(currentSpace + name, values));
                return (null, values);
            default:
                var extended = words.Length > 2 ? Name(words[2]) : null;
                Types.Add(currentSpace + name, new(currentSpace + name, extended, elements));
                return (elements, null);
        }
    }

    private RexElement Element(string[] words)
    {
        var isReference = words[1] is "ref";
        var name = Name(words[0]);
        var rest = words[2..];
        return new RexElement(
            isReference ? name : currentSpace + words[0],
            isReference ? name : Name(words[1]),
            isReference,
            Required: !rest.Contains("?") && !rest.Contains("*"),
            Many: rest.Contains("*"),
            Nillable: rest.Contains("nil"),
            rest.FirstOrDefault(word => word[0] == '\'')?.Trim('\'')
        );
    }

    // A namespace may be used before its line; all of them are built alike.
    private XName Name(string word) =>
        word.Split(':') is [var space, var name] ? XNamespace.Get($"http://rex11.com/swpublicapi/{space}.xsd") + name
        : Simple.Contains(word) ? Xsd + word
        : currentSpace + word;

    private static RexContract Load()
    {
        using var reader = new StreamReader(typeof(RexContract).Assembly.GetManifestResourceStream("rex11.txt")!);
        return new RexContract(reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n'));
    }
}
