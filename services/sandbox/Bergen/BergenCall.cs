using System.Globalization;
using System.Xml.Linq;

namespace Crossdock.Sandbox.Bergen;

/// <summary>One call: its operation and arguments, however they came.</summary>
internal sealed class BergenCall(string operation, Func<string, XElement?> argument)
{
    public string Operation => operation;

    public XElement? Element(string name) => argument(name);

    public string? Text(string name) => argument(name)?.Value;

    public int? Whole(string name) =>
        int.TryParse(
            Text(name)?.Trim(),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}

/// <summary>Finds children whatever their namespace and order: the real service is as tolerant.</summary>
internal static class Lenient
{
    public static XElement? Child(this XElement? parent, string name) =>
        parent.Children(name).FirstOrDefault();

    public static IEnumerable<XElement> Children(this XElement? parent, string name) =>
        parent?.Elements().Where(child => child.Name.LocalName == name) ?? [];

    public static string Text(this XElement? parent, string name) =>
        parent.Child(name)?.Value.Trim() ?? "";
}

/// <summary>A request that cannot be understood: a SOAP client fault.</summary>
internal sealed class BergenFault(string message) : Exception(message);
