using System.Xml.Linq;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Keeps the texts of a sent element, to give them back.</summary>
internal static class SentTexts
{
    /// <summary>The texts of the children that hold nothing else, by name; of several of one name, the first.</summary>
    public static Dictionary<string, string> Of(XElement sent)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var child in sent.Elements().Where(child => !child.HasElements))
        {
            // One of the billing options ends in a blank, and means it.
            var name = child.Name.LocalName;
            texts.TryAdd(name, name is "BillingOption" ? child.Value : child.Value.Trim());
        }
        return texts;
    }
}
