using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>Writes SOAP 1.1 envelopes (document/literal).</summary>
internal static class SoapEnvelope
{
    /// <exception cref="ArgumentException">A text holds a character that XML cannot carry.</exception>
    public static byte[] Write(string operation, IEnumerable<XElement> arguments)
    {
        var envelope = new XElement(
            RexNamespaces.Soap + "Envelope",
            new XAttribute(XNamespace.Xmlns + "soap", RexNamespaces.Soap),
            new XElement(RexNamespaces.Soap + "Body", new XElement(RexNamespaces.Methods + operation, arguments))
        );
        using var bytes = new MemoryStream();
        using (
            var writer = XmlWriter.Create(
                bytes,
                new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }
            )
        )
        {
            envelope.Save(writer);
        }

        return bytes.ToArray();
    }

    /// <summary>An argument of an operation.</summary>
    public static XElement Argument(string name, string value) => new(RexNamespaces.Methods + name, value);
}
