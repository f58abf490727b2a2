using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>Reads what the service answers: bounded and without DTDs, but by local name in either case, whatever the namespace.</summary>
internal static class LenientXml
{
    /// <summary>In bytes; a batch of inventory is far smaller.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>The deepest answer known (a package's line item) has ten levels; what is below is left out.</summary>
    private const int MaxDepth = 32;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        // A .NET service writes a control character of a product's description as &#x1F;: that must not hide a whole batch.
        CheckCharacters = false,
    };

    /// <summary>
    /// The root element, without content where the text breaks off behind its beginning; null where the text is no XML.
    /// </summary>
    public static XElement? TryRead(byte[] answer)
    {
        using var bytes = new MemoryStream(answer, 0, answer.Length, writable: false, publiclyVisible: true);
        return TryLoad(OpenReader(bytes)) ?? TryLoad(OpenReaderOfText(bytes)) ?? TryReadRoot(bytes);
    }

    /// <summary>The first child of that name.</summary>
    public static XElement? Child(this XElement parent, string name) => parent.Children(name).FirstOrDefault();

    public static IEnumerable<XElement> Children(this XElement parent, string name) =>
        parent.Elements().Where(child => child.IsNamed(name));

    public static bool IsNamed(this XElement element, string name) =>
        element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The trimmed text of the child; null where it is missing, empty or blank.</summary>
    public static string? Text(this XElement parent, string name) =>
        parent.Child(name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The child as a number; null where it is missing or none, or larger than any number of the service (a long).</summary>
    public static decimal? Number(this XElement parent, string name) =>
        decimal.TryParse(parent.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) <= long.MaxValue
            ? number
            : null;

    /// <summary>Null where the text is no XML.</summary>
    private static XElement? TryLoad(XmlReader reader)
    {
        using (reader)
        {
            try
            {
                return Load(reader);
            }
            catch (XmlException)
            {
                return null;
            }
        }
    }

    /// <summary>Without attributes, which nothing here reads.</summary>
    private static XElement? Load(XmlReader reader)
    {
        XElement? root = null;
        var parent = root;
        for (var more = reader.Read(); more; )
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.Depth > MaxDepth:
                    reader.Skip();
                    more = !reader.EOF;
                    continue;
                case XmlNodeType.Element:
                    var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
                    parent?.Add(element);
                    root ??= element;
                    parent = reader.IsEmptyElement ? parent : element;
                    break;
                case XmlNodeType.EndElement:
                    parent = parent?.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    parent?.Add(new XText(reader.Value));
                    break;
            }

            more = reader.Read();
        }

        return root;
    }

    private static XElement? TryReadRoot(MemoryStream bytes)
    {
        try
        {
            using var reader = OpenReader(bytes);
            return reader.MoveToContent() == XmlNodeType.Element
                ? new XElement(XName.Get(reader.LocalName, reader.NamespaceURI))
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static XmlReader OpenReader(MemoryStream bytes)
    {
        bytes.Position = Beginning(bytes);
        return XmlReader.Create(bytes, Settings);
    }

    /// <summary>One byte that is no text stands as U+FFFD and does not cost the other thousand rows.</summary>
    private static XmlReader OpenReaderOfText(MemoryStream bytes)
    {
        bytes.Position = Beginning(bytes);
        return XmlReader.Create(new StreamReader(bytes, Encoding.UTF8, true, -1, leaveOpen: true), Settings);
    }

    /// <summary>Blank lines before its declaration are no reason to lose an answer.</summary>
    private static int Beginning(MemoryStream bytes)
    {
        var text = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        return Math.Max(0, text.IndexOfAnyExcept(" \r\n\t"u8));
    }
}
