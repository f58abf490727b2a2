using System.Xml;
using System.Xml.Linq;
using static Crossdock.Sandbox.Bergen.BergenNames;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Reads and writes SOAP envelopes of either version.</summary>
internal static class SoapMessage
{
    private static readonly XmlReaderSettings Settings = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 4 * 1024 * 1024,
    };

    /// <summary>The operation element in an envelope's body.</summary>
    public static async Task<XElement> ReadAsync(Stream body, XNamespace soap, CancellationToken cancellationToken)
    {
        using var reader = XmlReader.Create(body, Settings, Prefixes());
        var document = await XDocument.LoadAsync(reader, LoadOptions.None, cancellationToken);
        var operation =
            document.Root?.Name == soap + "Envelope"
                ? document.Root.Element(soap + "Body")?.Elements().FirstOrDefault()
                : null;
        return operation?.Name.Namespace == Web
            ? operation
            : throw new BergenFault(
                "Server was unable to read request. ---> The body holds no operation of this service."
            );
    }

    public static XElement Envelope(XNamespace soap, XElement content) =>
        new(
            soap + "Envelope",
            new XAttribute(XNamespace.Xmlns + "soap", soap),
            new XAttribute(XNamespace.Xmlns + "xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            new XAttribute(XNamespace.Xmlns + "xsd", "http://www.w3.org/2001/XMLSchema"),
            new XElement(soap + "Body", content)
        );

    public static XElement Fault(XNamespace soap, string message) =>
        soap == Soap11
            ? new XElement(
                soap + "Fault",
                new XElement("faultcode", "soap:Client"),
                new XElement("faultstring", message),
                new XElement("detail")
            )
            : new XElement(
                soap + "Fault",
                new XElement(soap + "Code", new XElement(soap + "Value", "soap:Sender")),
                new XElement(
                    soap + "Reason",
                    new XElement(soap + "Text", new XAttribute(XNamespace.Xml + "lang", "en"), message)
                ),
                new XElement(soap + "Detail")
            );

    /// <summary>A widely used SOAP client for Node sends the prefix ns1 undeclared. No other undeclared prefix is accepted.</summary>
    private static XmlParserContext Prefixes()
    {
        var names = new XmlNamespaceManager(new NameTable());
        names.AddNamespace("ns1", Web.NamespaceName);
        return new XmlParserContext(null, names, null, XmlSpace.None);
    }
}
