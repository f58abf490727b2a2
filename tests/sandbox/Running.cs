using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Crossdock.Sandbox.Settings;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.Sandbox.Tests;

/// <summary>A running sandbox, and the calls that specs make to it.</summary>
public sealed class Running : IAsyncDisposable
{
    public static readonly XNamespace Web = "http://rex11.com/webmethods/";
    public static readonly XNamespace PickTicket = "http://rex11.com/swpublicapi/PickTicket.xsd";
    public static readonly XNamespace Details = "http://rex11.com/swpublicapi/PickTicketDetails.xsd";
    public static readonly XNamespace Address = "http://rex11.com/swpublicapi/CustomerOrder.xsd";
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    private readonly WebApplication app;
    private string? token;
    private Schemas? schemas;

    private Running(WebApplication app)
    {
        this.app = app;
        Http = new HttpClient { BaseAddress = app.BaseAddress(), Timeout = TimeSpan.FromSeconds(20) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-privileged-token");
    }

    public HttpClient Http { get; }

    public static async Task<Running> StartAsync(Action<SandboxOptions>? set = null)
    {
        var options = new SandboxOptions
        {
            Pace =
            {
                ImportMilliseconds = 20,
                StageMilliseconds = 5,
                SecondParcelMilliseconds = 20,
            },
        };
        options.QuickBooksCommerce.RateLimited = false;
        set?.Invoke(options);
        return new Running(await SandboxServer.StartAsync(options));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }

    public async Task<JsonNode> GetAsync(string path) => (await Http.GetFromJsonAsync<JsonNode>(path))!;

    public async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(
        HttpMethod method,
        string path,
        object? body = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public async Task<JsonNode> PostAsync(string path, object? body = null)
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, path, body ?? new { });
        Assert.True((int)status < 300, $"{path} answered {(int)status}: {answer}");
        return answer!;
    }

    /// <summary>Calls a SOAP 1.1 operation and returns its result element, validated against the service's schemas.</summary>
    public async Task<XElement> SoapAsync(string operation, params object[] content)
    {
        using var response = await SoapRawAsync(operation, content);
        var document = XDocument.Parse(await response.Content.ReadAsStringAsync());
        schemas ??= await Schemas.OfAsync(Http);
        schemas.Check(document.Descendants(Web + $"{operation}Response").Single());
        return document.Descendants(Web + $"{operation}Result").Single();
    }

    public async Task<HttpResponseMessage> SoapRawAsync(string operation, params object[] content)
    {
        var envelope = new XElement(
            Soap + "Envelope",
            new XElement(Soap + "Body", new XElement(Web + operation, content))
        );
        return await SoapTextAsync(envelope.ToString(), Web + operation);
    }

    /// <summary>Sends an envelope unchanged, with a SOAPAction if one is given.</summary>
    public async Task<HttpResponseMessage> SoapTextAsync(string envelope, XName? action = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/bergen/publicapiws.asmx");
        request.Content = new StringContent(envelope, Encoding.UTF8, "text/xml");
        if (action is not null)
        {
            request.Headers.Add("SOAPAction", $"\"{action.NamespaceName}{action.LocalName}\"");
        }

        return await Http.SendAsync(request);
    }

    public async Task<string> TokenAsync() =>
        token ??= (
            await SoapAsync(
                "AuthenticationTokenGet",
                new XElement(Web + "WebAddress", "www.sandbox.atworkweb.com"),
                new XElement(Web + "UserName", "sandbox"),
                new XElement(Web + "Password", "sandbox-password")
            )
        ).Value;

    /// <summary>Calls an operation with a valid token.</summary>
    public async Task<XElement> WithTokenAsync(string operation, params object[] content)
    {
        var lower =
            operation is "GetPickTicketAddStatus" or "GetPickTicketsByOrderNumber" or "GetReceivingTicketAddStatus"
            || operation.EndsWith("ByBatch", StringComparison.Ordinal)
            || operation is "StyleMasterProductUpdateByUpc" or "GetPickTicketObjectItemsInBoxesV2";
        return await SoapAsync(
            operation,
            [
                new XElement(Web + (lower ? "authenticationString" : "AuthenticationString"), await TokenAsync()),
                .. content,
            ]
        );
    }

    /// <summary>Signs in again with the next call.</summary>
    public void ForgetToken() => token = null;

    public Task<XElement> AddTicketAsync(
        string number,
        string po,
        string shipVia = "UPS",
        string state = "NY",
        string shipService = "UPS GROUND - Commercial",
        params (string Upc, decimal Quantity)[] lines
    ) =>
        WithTokenAsync(
            "PickTicketAdd",
            new XElement(
                PickTicket + "PickTicket",
                new XElement(PickTicket + "PickTicketNumber", number),
                new XElement(PickTicket + "WareHouse", "BERGEN LOGISTICS NJ"),
                new XElement(PickTicket + "PaymentTerms", "NET"),
                new XElement(PickTicket + "ShipVia", shipVia),
                new XElement(PickTicket + "BillingOption", "PREPAID"),
                new XElement(PickTicket + "ShipService", shipService),
                new XElement(PickTicket + "CustomerPONumber", po),
                new XElement(PickTicket + "OrderNumber", "REF-" + number),
                new XElement(
                    PickTicket + "ShipToAddress",
                    new XElement(Address + "FirstName", "Robin"),
                    new XElement(Address + "State", state),
                    new XElement(Address + "Country", "US")
                ),
                lines.Select(line => new XElement(
                    PickTicket + "LineItem",
                    new XElement(Details + "UPC", line.Upc),
                    new XElement(Details + "Quantity", line.Quantity)
                ))
            )
        );

    public async Task<JsonNode> TicketAsync(string number, Func<JsonNode, bool> until)
    {
        JsonNode? seen = null;
        await Eventually(
            async () =>
            {
                seen = (await GetAsync("/sandbox/tickets"))
                    .AsArray()
                    .Last(one => (string?)one!["sentNumber"] == number)!;
                return until(seen);
            },
            () => $"ticket {number} is {seen}"
        );
        return seen!;
    }

    public async Task<string> UpcAsync(int place = 0) => (string)(await GetAsync("/sandbox/catalog"))[place]!["upc"]!;

    public static async Task Eventually(Func<Task<bool>> condition, Func<string> otherwise)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await condition())
        {
            Assert.False(deadline.IsCancellationRequested, otherwise());
            await Task.Delay(10);
        }
    }
}
