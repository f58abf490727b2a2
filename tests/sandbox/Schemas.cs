using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Crossdock.Sandbox.Tests;

/// <summary>The schemas of the service's WSDL, to validate its answers with.</summary>
internal sealed class Schemas
{
    private static readonly XNamespace Xsd = "http://www.w3.org/2001/XMLSchema";
    private readonly XmlSchemaSet set = new();

    private Schemas(XDocument wsdl)
    {
        var prefixes = wsdl.Root!.Attributes().Where(one => one.IsNamespaceDeclaration);
        foreach (var schema in wsdl.Descendants(Xsd + "schema"))
        {
            // Outside the document, a schema needs its prefixes declared.
            var alone = new XElement(schema);
            alone.Add(prefixes.Where(one => alone.Attribute(one.Name) is null));
            set.Add(null, alone.CreateReader());
        }
        set.Compile();
    }

    public static async Task<Schemas> OfAsync(HttpClient http) =>
        new(XDocument.Parse(await http.GetStringAsync("/bergen/publicapiws.asmx?WSDL")));

    /// <summary>Fails if the element is not declared or not valid.</summary>
    public void Check(XElement element)
    {
        var name = new XmlQualifiedName(element.Name.LocalName, element.Name.NamespaceName);
        Assert.True(set.GlobalElements.Contains(name), $"{name} is not declared.");
        new XDocument(element).Validate(set, (_, problem) => Assert.Fail($"{problem.Message}\n{element}"));
    }
}
