using System.Globalization;
using System.Xml.Linq;

namespace Crossdock.Sandbox.Bergen;

/// <summary>One call: its operation and arguments, in whichever protocol they came.</summary>
internal sealed class BergenCall(string operation, Func<string, XElement?> argument)
{
    public string Operation => operation;

    public XElement? Element(string name) => argument(name);

    public XElement Required(string name) => argument(name) ?? throw new BergenFault($"{name} is missing.");

    public string Text(string name) => argument(name)?.Value ?? "";

    /// <summary>A number; null where it is missing, which the service accepts.</summary>
    public int? Integer(string name) => Text(name).Length == 0 ? null : (int)XmlText.Number(name, Text(name));
}

/// <summary>Reads elements by their local names, in any namespace and order: the real service is as tolerant.</summary>
internal static class XmlText
{
    public static XElement? Child(this XElement? parent, string name) => parent.Children(name).FirstOrDefault();

    public static IEnumerable<XElement> Children(this XElement? parent, string name) =>
        parent?.Elements().Where(child => child.Name.LocalName == name) ?? [];

    public static string Text(this XElement? parent, string name) => parent.Child(name)?.Value.Trim() ?? "";

    /// <summary>The texts of the children that contain nothing else, by name; of several with one name, the first.</summary>
    public static Dictionary<string, string> Texts(this XElement sent)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var child in sent.Elements().Where(child => !child.HasElements))
        {
            // One of the billing options really ends in a blank.
            var name = child.Name.LocalName;
            texts.TryAdd(name, name is "BillingOption" ? child.Value : child.Value.Trim());
        }

        return texts;
    }

    /// <summary>A number; 0 where it is missing, which the service accepts.</summary>
    public static decimal Number(this XElement parent, string name) => Number(name, parent.Text(name));

    public static decimal Number(string name, string text) =>
        text.Trim().Length == 0 ? 0
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number is > -1_000_000_000 and < 1_000_000_000
            ? number
        : throw new BergenFault($"There is an error in XML document: {name} is not a number.");

    public static string Plain(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>The request cannot be understood: a SOAP client fault.</summary>
internal sealed class BergenFault(string message) : Exception(message)
{
    public static BergenFault NotOneOf(string name, string value) =>
        new($"There is an error in XML document: '{value}' is not a valid value for {name}.");
}
