using System.Xml.Linq;

namespace Crossdock.Sandbox.Tests;

public sealed class When_the_warehouse_is_asked_for_its_WSDL(SeededSandbox seeded) : IClassFixture<SeededSandbox>
{
    private const string Door = "/bergen/publicapiws.asmx";
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static readonly XNamespace Soap12 = "http://schemas.xmlsoap.org/wsdl/soap12/";
    private readonly Running _sandbox = seeded.Sandbox;

    private async Task<XElement> Read(string query = "WSDL") =>
        XDocument.Parse(await _sandbox.Http.GetStringAsync($"{Door}?{query}")).Root!;

    [Theory]
    [InlineData("wsdl")]
    [InlineData("WSDL")]
    public async Task Should_name_the_address_it_was_asked_at(string query)
    {
        var wsdl = await Read(query);

        Assert.All(
            wsdl.Descendants().Where(one => one.Name.LocalName == "address"),
            address =>
                Assert.Equal(new Uri(_sandbox.Http.BaseAddress!, Door).ToString(), address.Attribute("location")!.Value)
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
    public async Task Should_serve_every_operation_under_the_action_that_it_names()
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
            // Without a token each says so, in an answer that its own schema allows.
            var result = await _sandbox.SoapAsync(operation);
            Assert.Equal("1", result.Descendants(Running.Web + "ErrorCode").Single().Value);
        }
    }

    [Fact]
    public async Task Should_have_its_messages_where_its_operations_point()
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
