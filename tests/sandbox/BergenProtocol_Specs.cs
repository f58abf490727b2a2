using System.Net;
using System.Text;
using System.Xml.Linq;

namespace Crossdock.Sandbox.Tests;

public sealed class When_the_warehouse_is_called_by_other_protocols(SeededSandbox seeded) : IClassFixture<SeededSandbox>
{
    private const string Address = "/bergen/publicapiws.asmx";
    private readonly Running sandbox = seeded.Sandbox;

    [Fact]
    public async Task Should_answer_plain_http_with_the_bare_result()
    {
        var token = await PlainToken();

        var text = await sandbox.Http.GetStringAsync(
            $"{Address}/GetInventoryByBatch?authenticationString={Uri.EscapeDataString(token)}&batchNumber=2"
        );

        var root = XDocument.Parse(text).Root!;
        Assert.Equal(Running.Web + "InventoryByBatchResponse", root.Name);
        Assert.Equal(50, root.Descendants(Running.Web + "item").Count());
        Assert.Equal("3", root.Element(Running.Web + "TotalNumberOfBatches")!.Value);
    }

    [Fact]
    public async Task Should_refuse_adds_by_plain_http()
    {
        using var response = await sandbox.Http.GetAsync($"{Address}/PickTicketAdd?AuthenticationString=x");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Should_answer_soap_1_2_in_its_own_envelope()
    {
        XNamespace soap = "http://www.w3.org/2003/05/soap-envelope";
        var envelope = new XElement(
            soap + "Envelope",
            new XElement(soap + "Body", new XElement(Running.Web + "GetInventory"))
        );
        using var content = new StringContent(envelope.ToString(), Encoding.UTF8, "application/soap+xml");
        using var response = await sandbox.Http.PostAsync(Address, content);

        var root = XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!;
        Assert.Equal(soap + "Envelope", root.Name);
        Assert.Equal("AuthenticationError", root.Descendants(Running.Web + "Severity").Single().Value);
    }

    [Fact]
    public async Task Should_return_only_rows_changed_since_a_time()
    {
        var none = await sandbox.WithTokenAsync(
            "GetInventoryFromDateTimeByBatch",
            new XElement(
                Running.Web + "fromDateTime",
                DateTime.UtcNow.AddDays(2).ToString("MM/dd/yyyy HH:mm:ss", null)
            ),
            new XElement(Running.Web + "batchNumber", 1)
        );
        var all = await sandbox.WithTokenAsync(
            "GetInventoryFromDateTime",
            new XElement(Running.Web + "FromDateTime", "01/01/2020 00:00:00")
        );

        Assert.Empty(none.Descendants(Running.Web + "item"));
        // Another spec of this class may have added products.
        Assert.InRange(all.Descendants(Running.Web + "item").Count(), 120, 200);
    }

    [Theory]
    [InlineData("text/xml", "<broken")]
    [InlineData("text/xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")]
    public async Task Should_answer_a_broken_request_with_a_client_fault(string type, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var response = await sandbox.Http.PostAsync(Address, content);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains(
            "<faultcode>soap:Client</faultcode>",
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Should_know_an_added_product_after_its_import()
    {
        var upc = "850019990017";
        await sandbox.WithTokenAsync(
            "StyleMasterProductAdd",
            new XElement(
                Running.Web + "products",
                new XElement(
                    Running.Web + "StyleMasterProduct",
                    new XElement("UPC", upc),
                    new XElement("Color", "Red"),
                    new XElement("Price", "4.50")
                )
            )
        );

        await Running.Eventually(
            async () =>
                (await sandbox.WithTokenAsync("GetStyleMasterProductAddStatus", new XElement(Running.Web + "UPC", upc)))
                    .Descendants(Running.Web + "Severity")
                    .Single()
                    .Value == "Success",
            () => "the product is not imported"
        );
    }

    private async Task<string> PlainToken()
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["WebAddress"] = "www.sandbox.atworkweb.com",
                ["UserName"] = "sandbox",
                ["Password"] = "sandbox-password",
            }
        );
        using var response = await sandbox.Http.PostAsync($"{Address}/AuthenticationTokenGet", form);
        return XDocument.Parse(await response.Content.ReadAsStringAsync()).Root!.Value;
    }
}
