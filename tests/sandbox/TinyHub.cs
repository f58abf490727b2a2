using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Crossdock.Sandbox.Tests;

/// <summary>
/// The smallest hub that processes seeded orders: it retries failed reads, and after an unclear answer to a write it looks before it
/// sends again. With it, specs see that the report distinguishes good ends from bad ones, and that every order can end well in spite
/// of transient faults.
/// </summary>
internal sealed class TinyHub(Running sandbox)
{
    private static readonly Dictionary<string, string> Services = new()
    {
        ["Standard"] = "UPS GROUND - Commercial",
        ["Express"] = "UPS NEXT DAY AIR",
        ["International"] = "UPS WORLDWIDE EXPEDITED",
    };

    public async Task DeliverAsync()
    {
        var orders = (await Read("/qbc/orders?limit=250&status[]=finalized"))["orders"]!.AsArray();
        foreach (var order in orders.Where(order => string.CompareOrdinal((string?)order!["issued_at"], "2020") > 0))
        {
            var full = await Read($"/qbc/orders/{order!["id"]}?include=order_line_items,shipping_address");
            var lines = full["order_line_items"]!.AsArray();
            var method = (string?)lines.FirstOrDefault(line => (string?)line!["line_type"] == "shipping")?["label"];
            var address = full["addresses"]?[0];
            var products = lines.Where(line => line!["variant_id"] is not null).ToList();
            if (address is not null && products.Count > 0 && Services.TryGetValue(method ?? "", out var service))
            {
                await Submit(order, service, address, products!);
            }
        }
    }

    /// <summary>Confirms every shipped parcel to the cart.</summary>
    public async Task ConfirmAsync()
    {
        foreach (var ticket in (await sandbox.GetAsync("/sandbox/tickets")).AsArray())
        {
            var parcels = ticket!["parcels"]!.AsArray();
            if (parcels.Count > 0)
            {
                await Confirm((string)ticket["customerPoNumber"]!, parcels!);
            }
        }
    }

    public async Task CancelAsync(string number)
    {
        while (await Call("CancelPickTicket", Web("PickTicketId", number)) is null)
        {
            // A repeat is refused if the first call had its effect, which is fine.
        }
    }

    private async Task Submit(JsonNode order, string service, JsonNode address, List<JsonNode> lines)
    {
        var upcs = await Upcs(lines.Select(line => (int)line["variant_id"]!));
        var number = $"T{order["id"]}";
        var ticket = new XElement(
            Running.PickTicket + "PickTicket",
            Part("PickTicketNumber", number),
            Part("ShipVia", "UPS"),
            Part("ShipService", service),
            Part("CustomerPONumber", (string)order["order_number"]!),
            Part("OrderNumber", number),
            new XElement(
                Running.PickTicket + "ShipToAddress",
                new XElement(Running.Address + "Address1", (string?)address["address1"]),
                new XElement(Running.Address + "Address2", (string?)address["address2"]),
                new XElement(Running.Address + "State", (string?)address["state"]),
                new XElement(Running.Address + "Country", (string?)address["country_code"])
            ),
            lines.Select(line => new XElement(
                Running.PickTicket + "LineItem",
                new XElement(Running.Details + "UPC", upcs[(int)line["variant_id"]!]),
                new XElement(Running.Details + "Quantity", (string)line["quantity"]!)
            ))
        );
        while (await Call("PickTicketAdd", ticket) is null && !await IsThere(number))
        {
            // It did not arrive: safe to send again.
        }
    }

    private async Task<bool> IsThere(string number)
    {
        while (true)
        {
            if (await Call("GetPickTicketAddStatus", Web("pickTicketNumber", number)) is { } status)
            {
                return status.Element(Running.Web + "PickTicketStatus") is not null;
            }
        }
    }

    private async Task Confirm(string po, IEnumerable<JsonNode> parcels)
    {
        var order = (await Read($"/qbc/orders?order_number={Uri.EscapeDataString(po)}"))["orders"]![0]!;
        var lines = (await Read($"/qbc/order_line_items?order_id={order["id"]}"))["order_line_items"]!
            .AsArray()
            .Where(line => line!["variant_id"] is not null)
            .Select(line => new OpenLine(
                (int)line!["id"]!,
                (int)line["variant_id"]!,
                decimal.Parse((string)line["quantity"]!, CultureInfo.InvariantCulture)
            ))
            .ToList();
        var upcs = await Upcs(lines.Select(line => line.Variant));
        foreach (var parcel in parcels)
        {
            var parts = parcel["lines"]!
                .AsArray()
                .SelectMany(item =>
                    Take(
                        lines.FindAll(line => upcs[line.Variant] == (string)item!["upc"]!),
                        (decimal)item!["quantity"]!
                    )
                )
                .ToList();
            var tracking = (string)parcel["trackingNumber"]!;
            while (!await Fulfil((int)order["id"]!, tracking, parts) && !await IsFulfilled((int)order["id"]!, tracking))
            {
                // It did not arrive: safe to send again.
            }
        }
    }

    private async Task<bool> Fulfil(int order, string tracking, List<object> lines)
    {
        var fulfillment = new
        {
            order_id = order,
            status = "fulfilled",
            tracking_company = "UPS",
            tracking_number = tracking,
            fulfillment_line_items = lines,
        };
        try
        {
            var (status, _) = await sandbox.SendAsync(HttpMethod.Post, "/qbc/fulfillments", new { fulfillment });
            return (int)status == 201;
        }
        catch (Exception problem) when (Unclear(problem))
        {
            return false;
        }
    }

    private async Task<bool> IsFulfilled(int order, string tracking) =>
        (await Read($"/qbc/fulfillments?order_id={order}"))["fulfillments"]!
            .AsArray()
            .Any(one => (string?)one!["tracking_number"] == tracking);

    private async Task<Dictionary<int, string>> Upcs(IEnumerable<int> variants) =>
        (await Read($"/qbc/variants?ids={string.Join(',', variants)}"))["variants"]!
            .AsArray()
            .ToDictionary(variant => (int)variant!["id"]!, variant => (string)variant!["upc"]!);

    private async Task<JsonNode> Read(string path)
    {
        while (true)
        {
            try
            {
                return await sandbox.GetAsync(path);
            }
            catch (Exception problem) when (Unclear(problem))
            {
                // Read again.
            }
        }
    }

    /// <summary>The result, or null if the answer was unclear or the token stale.</summary>
    private async Task<XElement?> Call(string operation, params object[] content)
    {
        try
        {
            var result = await sandbox.WithTokenAsync(operation, content);
            if (!result.Value.Contains("AuthenticationError", StringComparison.Ordinal))
            {
                return result;
            }
            sandbox.ForgetToken();
        }
        catch (Exception problem) when (Unclear(problem))
        {
            // Reported as null.
        }
        return null;
    }

    private static bool Unclear(Exception problem) =>
        problem is HttpRequestException or JsonException or XmlException or InvalidOperationException or IOException;

    private static IEnumerable<object> Take(List<OpenLine> lines, decimal quantity)
    {
        foreach (var line in lines)
        {
            var taken = Math.Min(line.Left, quantity);
            if (taken > 0)
            {
                line.Left -= taken;
                quantity -= taken;
                yield return new { order_line_item_id = line.Id, quantity = taken };
            }
        }
    }

    private static XElement Part(string name, string value) => new(Running.PickTicket + name, value);

    private static XElement Web(string name, string value) => new(Running.Web + name, value);

    private sealed class OpenLine(int id, int variant, decimal left)
    {
        public int Id => id;

        public int Variant => variant;

        public decimal Left { get; set; } = left;
    }
}
