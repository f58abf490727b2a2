using System.Xml.Linq;

namespace Crossdock.Sandbox.Bergen.Contract;

/// <summary>Writes the contract as XML schemas, one for each namespace.</summary>
internal sealed class RexSchemas(RexContract contract)
{
    private static readonly XNamespace Xsd = RexContract.Xsd;

    public IEnumerable<XElement> All => contract.Spaces.Values.Select(Schema);

    /// <summary>A qualified name with its prefix in the WSDL.</summary>
    public string Prefixed(XName name) =>
        name.Namespace == Xsd
            ? $"s:{name.LocalName}"
            : $"{contract.Spaces.First(space => space.Value == name.Namespace).Key}:{name.LocalName}";

    private XElement Schema(XNamespace space) =>
        new(
            Xsd + "schema",
            new XAttribute("elementFormDefault", "qualified"),
            new XAttribute("targetNamespace", space.NamespaceName),
            contract
                .Spaces.Values.Where(other => other != space)
                .Select(other => new XElement(Xsd + "import", new XAttribute("namespace", other.NamespaceName))),
            space == BergenNames.Web ? Operations() : null,
            contract
                .Elements.Where(one => one.Key.Namespace == space)
                .Select(one => Declared(one.Key.LocalName, one.Value)),
            contract.Types.Values.Where(type => type.Name.Namespace == space).Select(Complex),
            contract.Enums.Values.Where(one => one.Name.Namespace == space).Select(Simple)
        );

    private IEnumerable<XElement> Operations()
    {
        foreach (var operation in contract.Operations.Values)
        {
            yield return Wrapper(operation.Name, operation.Arguments.Select(Element));
            yield return Wrapper(
                operation.Name + "Response",
                [
                    new XElement(
                        Xsd + "element",
                        new XAttribute("minOccurs", 0),
                        new XAttribute("maxOccurs", 1),
                        new XAttribute("name", operation.Name + "Result"),
                        new XAttribute("type", Prefixed(operation.Result))
                    ),
                ]
            );
        }
        // The roots of plain HTTP's answers.
        foreach (var result in PlainResults)
        {
            yield return Declared(result.LocalName, result, nillable: true);
        }
    }

    private IEnumerable<XName> PlainResults =>
        contract.Operations.Values.Where(contract.IsPlain).Select(operation => operation.Result).Distinct();

    private static XElement Wrapper(string name, IEnumerable<XElement> elements) =>
        new(
            Xsd + "element",
            new XAttribute("name", name),
            new XElement(Xsd + "complexType", new XElement(Xsd + "sequence", elements))
        );

    private XElement Declared(string name, XName type, bool nillable = false) =>
        new(
            Xsd + "element",
            new XAttribute("name", name),
            nillable ? new XAttribute("nillable", "true") : null,
            new XAttribute("type", Prefixed(type))
        );

    private XElement Complex(RexType type)
    {
        var sequence = new XElement(Xsd + "sequence", type.Elements.Select(Element));
        return new XElement(
            Xsd + "complexType",
            new XAttribute("name", type.Name.LocalName),
            type.Base is null
                ? sequence
                : new XElement(
                    Xsd + "complexContent",
                    new XAttribute("mixed", "false"),
                    new XElement(Xsd + "extension", new XAttribute("base", Prefixed(type.Base)), sequence)
                )
        );
    }

    private static XElement Simple(RexEnum one) =>
        new(
            Xsd + "simpleType",
            new XAttribute("name", one.Name.LocalName),
            new XElement(
                Xsd + "restriction",
                new XAttribute("base", "s:string"),
                one.Values.Select(value => new XElement(Xsd + "enumeration", new XAttribute("value", value)))
            )
        );

    private XElement Element(RexElement element) =>
        new(
            Xsd + "element",
            new XAttribute("minOccurs", element.Required ? 1 : 0),
            new XAttribute("maxOccurs", element.Many ? "unbounded" : "1"),
            element.IsReference
                ? new XAttribute("ref", Prefixed(element.Name))
                : new XAttribute("name", element.Name.LocalName),
            element.Default is null ? null : new XAttribute("default", element.Default),
            element.Nillable ? new XAttribute("nillable", "true") : null,
            element.IsReference ? null : new XAttribute("type", Prefixed(element.Type))
        );
}
