using System.Xml.Linq;

namespace Crossdock.Sandbox.Bergen.Contract;

/// <summary>
/// Writes the service's WSDL: every operation with its bindings for SOAP 1.1, SOAP 1.2 and, where its arguments allow it, plain
/// HTTP. The names of service, ports and bindings are not known [?]; they follow the convention of ASMX services.
/// </summary>
internal sealed class RexWsdl(RexContract contract)
{
    private const string Service = "PublicAPIWS";
    private const string Transport = "http://schemas.xmlsoap.org/soap/http";
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static readonly XNamespace Soap12 = "http://schemas.xmlsoap.org/wsdl/soap12/";
    private static readonly XNamespace Http = "http://schemas.xmlsoap.org/wsdl/http/";
    private static readonly XNamespace Mime = "http://schemas.xmlsoap.org/wsdl/mime/";

    private readonly RexSchemas schemas = new(contract);

    /// <summary>The document for a service that answers at <paramref name="address"/>.</summary>
    public XElement Write(string address) =>
        new(
            Wsdl + "definitions",
            Prefix("wsdl", Wsdl),
            Prefix("soap", Soap),
            Prefix("soap12", Soap12),
            Prefix("http", Http),
            Prefix("mime", Mime),
            Prefix("s", RexContract.Xsd),
            contract.Spaces.Select(space => Prefix(space.Key, space.Value)),
            new XAttribute("targetNamespace", BergenNames.Web.NamespaceName),
            new XElement(Wsdl + "types", schemas.All),
            All.SelectMany(operation => Messages(operation, "Soap", "parameters")),
            Plain.SelectMany(operation => Messages(operation, "HttpGet", null)),
            Plain.SelectMany(operation => Messages(operation, "HttpPost", null)),
            PortType("Soap", All),
            PortType("HttpGet", Plain),
            PortType("HttpPost", Plain),
            SoapBinding("Soap", Soap),
            SoapBinding("Soap12", Soap12),
            HttpBinding("HttpGet", "GET", new XElement(Http + "urlEncoded")),
            HttpBinding(
                "HttpPost",
                "POST",
                new XElement(Mime + "content", new XAttribute("type", "application/x-www-form-urlencoded"))
            ),
            new XElement(
                Wsdl + "service",
                new XAttribute("name", Service),
                Port("Soap", Soap, address),
                Port("Soap12", Soap12, address),
                Port("HttpGet", Http, address),
                Port("HttpPost", Http, address)
            )
        );

    private IEnumerable<RexOperation> All => contract.Operations.Values;

    private IEnumerable<RexOperation> Plain => All.Where(contract.IsPlain);

    private static XAttribute Prefix(string prefix, XNamespace space) =>
        new(XNamespace.Xmlns + prefix, space.NamespaceName);

    private static IEnumerable<XElement> Messages(RexOperation operation, string kind, string? part) =>
        part is not null
            ?
            [
                Message(operation, kind, "In", Part(part, "element", $"web:{operation.Name}")),
                Message(operation, kind, "Out", Part(part, "element", $"web:{operation.Name}Response")),
            ]
            :
            [
                Message(
                    operation,
                    kind,
                    "In",
                    operation.Arguments.Select(argument => Part(argument.Name.LocalName, "type", "s:string"))
                ),
                Message(operation, kind, "Out", Part("Body", "element", $"web:{operation.Result.LocalName}")),
            ];

    private static XElement Message(RexOperation operation, string kind, string way, object parts) =>
        new(Wsdl + "message", new XAttribute("name", operation.Name + kind + way), parts);

    private static XElement Part(string name, string by, string what) =>
        new(Wsdl + "part", new XAttribute("name", name), new XAttribute(by, what));

    private static XElement PortType(string kind, IEnumerable<RexOperation> operations) =>
        new(
            Wsdl + "portType",
            new XAttribute("name", Service + kind),
            operations.Select(operation => new XElement(
                Wsdl + "operation",
                new XAttribute("name", operation.Name),
                Way("input", operation.Name + kind + "In"),
                Way("output", operation.Name + kind + "Out")
            ))
        );

    private static XElement Way(string way, string message) =>
        new(Wsdl + way, new XAttribute("message", $"web:{message}"));

    private XElement SoapBinding(string kind, XNamespace soap) =>
        Binding(
            kind,
            "Soap",
            new XElement(soap + "binding", new XAttribute("transport", Transport)),
            All.Select(operation =>
                Bound(
                    operation,
                    new XElement(
                        soap + "operation",
                        new XAttribute("soapAction", BergenNames.Web.NamespaceName + operation.Name),
                        new XAttribute("style", "document")
                    ),
                    new XElement(soap + "body", new XAttribute("use", "literal")),
                    new XElement(soap + "body", new XAttribute("use", "literal"))
                )
            )
        );

    private XElement HttpBinding(string kind, string verb, XElement input) =>
        Binding(
            kind,
            kind,
            new XElement(Http + "binding", new XAttribute("verb", verb)),
            Plain.Select(operation =>
                Bound(
                    operation,
                    new XElement(Http + "operation", new XAttribute("location", $"/{operation.Name}")),
                    new XElement(input),
                    new XElement(Mime + "mimeXml", new XAttribute("part", "Body"))
                )
            )
        );

    private static XElement Binding(string kind, string portType, XElement how, IEnumerable<XElement> operations) =>
        new(
            Wsdl + "binding",
            new XAttribute("name", Service + kind),
            new XAttribute("type", $"web:{Service}{portType}"),
            how,
            operations
        );

    private static XElement Bound(RexOperation operation, XElement how, XElement input, XElement output) =>
        new(
            Wsdl + "operation",
            new XAttribute("name", operation.Name),
            how,
            new XElement(Wsdl + "input", input),
            new XElement(Wsdl + "output", output)
        );

    private static XElement Port(string kind, XNamespace binding, string address) =>
        new(
            Wsdl + "port",
            new XAttribute("name", Service + kind),
            new XAttribute("binding", $"web:{Service}{kind}"),
            new XElement(binding + "address", new XAttribute("location", address))
        );
}
