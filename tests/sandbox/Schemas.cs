using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Crossdock.Sandbox.Tests;

/// <summary>The schemas that a service describes itself with, held against what it says.</summary>
internal sealed class Schemas
{
    private static readonly XNamespace Xsd = "http://www.w3.org/2001/XMLSchema";
    private readonly XmlSchemaSet _set = new();

    private Schemas(XDocument wsdl)
    {
        var prefixes = wsdl.Root!.Attributes().Where(one => one.IsNamespaceDeclaration);
        foreach (var schema in wsdl.Descendants(Xsd + "schema"))
        {
            // Taken out of the document, a schema needs its prefixes with it.
            var alone = new XElement(schema);
            alone.Add(prefixes.Where(one => alone.Attribute(one.Name) is null));
            _set.Add(null, alone.CreateReader());
        }
        _set.Compile();
    }

    public static async Task<Schemas> OfAsync(HttpClient http) =>
        new(XDocument.Parse(await http.GetStringAsync("/bergen/publicapiws.asmx?WSDL")));

    /// <summary>Fails where the element is not declared, or does not hold what it is declared to.</summary>
    public void Check(XElement element)
    {
        var name = new XmlQualifiedName(element.Name.LocalName, element.Name.NamespaceName);
        Assert.True(_set.GlobalElements.Contains(name), $"{name} is not declared.");
        new XDocument(element).Validate(_set, (_, problem) => Assert.Fail($"{problem.Message}\n{element}"));
    }
}
