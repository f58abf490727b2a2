using System.Globalization;
using System.Xml.Linq;

namespace Crossdock.Sandbox.Bergen;

/// <summary>One call: its operation and arguments, however they came.</summary>
internal sealed class BergenCall(string operation, Func<string, XElement?> argument)
{
    public string Operation => operation;

    public XElement? Element(string name) => argument(name);

    public string? Text(string name) => argument(name)?.Value;

    /// <summary>A number; null where there is none, for missing ones are taken.</summary>
    public int? Whole(string name) =>
        Text(name)?.Trim() is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BergenFault($"There is an error in XML document: {name} is not a number.");
}

/// <summary>Finds children whatever their namespace and order: the real service is as tolerant.</summary>
internal static class Lenient
{
    public static XElement? Child(this XElement? parent, string name) => parent.Children(name).FirstOrDefault();

    public static IEnumerable<XElement> Children(this XElement? parent, string name) =>
        parent?.Elements().Where(child => child.Name.LocalName == name) ?? [];

    public static string Text(this XElement? parent, string name) => parent.Child(name)?.Value.Trim() ?? "";
}

/// <summary>A request that cannot be understood: a SOAP client fault.</summary>
internal sealed class BergenFault(string message) : Exception(message)
{
    public static BergenFault NotOneOf(string name, string value) =>
        new($"There is an error in XML document: '{value}' is not a valid value for {name}.");
}
