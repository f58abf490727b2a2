using System.Xml.Linq;

namespace Crossdock.Sandbox.Tests;

public sealed class When_the_warehouse_is_asked_for_its_WSDL(SeededSandbox seeded) : IClassFixture<SeededSandbox>
{
    private const string Address = "/bergen/publicapiws.asmx";
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static readonly XNamespace Soap12 = "http://schemas.xmlsoap.org/wsdl/soap12/";
    private readonly Running sandbox = seeded.Sandbox;

    private async Task<XElement> Read(string query = "WSDL") =>
        XDocument.Parse(await sandbox.Http.GetStringAsync($"{Address}?{query}")).Root!;

    [Theory]
    [InlineData("wsdl")]
    [InlineData("WSDL")]
    public async Task Should_name_the_address_of_the_request(string query)
    {
        var wsdl = await Read(query);

        Assert.All(
            wsdl.Descendants().Where(one => one.Name.LocalName == "address"),
            address =>
                Assert.Equal(
                    new Uri(sandbox.Http.BaseAddress!, Address).ToString(),
                    address.Attribute("location")!.Value
                )
        );
        Assert.Equal(4, wsdl.Descendants(Wsdl + "port").Count());
    }

    [Fact]
    public async Task Should_bind_every_operation_to_both_versions_of_SOAP_and_all_but_four_to_plain_HTTP()
    {
        var wsdl = await Read();

        var bound = wsdl.Elements(Wsdl + "binding")
            .ToDictionary(
                binding => binding.Attribute("name")!.Value,
                binding => binding.Elements(Wsdl + "operation").Select(one => one.Attribute("name")!.Value).ToHashSet()
            );
        Assert.Equal(28, bound["PublicAPIWSSoap"].Count);
        Assert.Equal(bound["PublicAPIWSSoap"], bound["PublicAPIWSSoap12"]);
        Assert.Equal(bound["PublicAPIWSHttpGet"], bound["PublicAPIWSHttpPost"]);
        Assert.Equal(
            ["PickTicketAdd", "ReceivingTicketAdd", "StyleMasterProductAdd", "StyleMasterProductUpdateByUpc"],
            bound["PublicAPIWSSoap"].Except(bound["PublicAPIWSHttpGet"]).Order()
        );
    }

    [Fact]
    public async Task Should_serve_every_operation_under_its_action()
    {
        var wsdl = await Read();

        foreach (var soap in (XNamespace[])[Soap, Soap12])
        {
            var actions = wsdl.Descendants(soap + "operation")
                .Select(one => one.Attribute("soapAction")!.Value)
                .ToList();
            Assert.Equal(28, actions.Count);
            Assert.All(
                actions,
                action => Assert.StartsWith("http://rex11.com/webmethods/", action, StringComparison.Ordinal)
            );
        }
        foreach (
            var operation in wsdl.Elements(Wsdl + "portType")
                .First()
                .Elements()
                .Select(one => one.Attribute("name")!.Value)
                .Where(name => name != "AuthenticationTokenGet")
        )
        {
            // Each rejects a missing token, in an answer that is valid by its schema.
            var result = await sandbox.SoapAsync(operation);
            Assert.Equal("1", result.Descendants(Running.Web + "ErrorCode").Single().Value);
        }
    }

    [Fact]
    public async Task Should_define_exactly_the_messages_that_its_operations_use()
    {
        var wsdl = await Read();

        var messages = wsdl.Elements(Wsdl + "message").Select(one => "web:" + one.Attribute("name")!.Value).ToHashSet();
        var used = wsdl.Elements(Wsdl + "portType")
            .Descendants()
            .Attributes("message")
            .Select(one => one.Value)
            .ToHashSet();
        Assert.Equal(messages, used);
    }
}
