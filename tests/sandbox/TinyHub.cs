using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Crossdock.Sandbox.Tests;

/// <summary>
/// The least that carries seeded orders through: what a correct hub would do, without any of its care. It lets specs see
/// that the report tells a good end from a bad one.
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
        var orders = (await sandbox.GetAsync("/qbc/orders?limit=250&status[]=finalized"))[
            "orders"
        ]!.AsArray();
        foreach (
            var order in orders.Where(order =>
                string.CompareOrdinal((string?)order!["issued_at"], "2020") > 0
            )
        )
        {
            var full = await sandbox.GetAsync(
                $"/qbc/orders/{order!["id"]}?include=order_line_items,shipping_address"
            );
            var lines = full["order_line_items"]!.AsArray();
            var method =
                (string?)
                    lines
                        .FirstOrDefault(line => (string?)line!["line_type"] == "shipping")
                        ?["label"]
                ?? "";
            var address = full["addresses"]?[0];
            var products = lines.Where(line => line!["variant_id"] is not null).ToList();
            if (
                address is null
                || products.Count == 0
                || !Services.TryGetValue(method, out var service)
            )
            {
                continue;
            }
            await SubmitAsync(order, service, address, products!);
        }
    }

    public async Task ConfirmAsync()
    {
        foreach (var ticket in (await sandbox.GetAsync("/sandbox/tickets")).AsArray())
        {
            var parcels = ticket!["parcels"]!.AsArray();
            if (parcels.Count > 0)
            {
                await ConfirmAsync((string)ticket["customerPoNumber"]!, parcels!);
            }
        }
    }

    private async Task ConfirmAsync(string po, IEnumerable<JsonNode> parcels)
    {
        var number = Uri.EscapeDataString(po);
        var order = (await sandbox.GetAsync($"/qbc/orders?order_number={number}"))["orders"]![0]!;
        var lines = (await sandbox.GetAsync($"/qbc/order_line_items?order_id={order["id"]}"))[
            "order_line_items"
        ]!
            .AsArray()
            .Where(line => line!["variant_id"] is not null)
            .Select(line =>
                (
                    Id: (int)line!["id"]!,
                    Variant: (int)line["variant_id"]!,
                    Left: decimal.Parse((string)line["quantity"]!)
                )
            )
            .ToList();
        var variants = (
            await sandbox.GetAsync(
                $"/qbc/variants?ids={string.Join(',', lines.Select(line => line.Variant))}"
            )
        )["variants"]!.AsArray();
        var upcs = variants.ToDictionary(
            variant => (int)variant!["id"]!,
            variant => (string)variant!["upc"]!
        );
        foreach (var parcel in parcels)
        {
            var parts = new List<object>();
            foreach (var item in parcel["lines"]!.AsArray())
            {
                var left = (decimal)item!["quantity"]!;
                for (var place = 0; place < lines.Count && left > 0; place++)
                {
                    var line = lines[place];
                    var taken =
                        upcs[line.Variant] == (string)item["upc"]! ? Math.Min(left, line.Left) : 0;
                    if (taken > 0)
                    {
                        parts.Add(new { order_line_item_id = line.Id, quantity = taken });
                        lines[place] = line with { Left = line.Left - taken };
                        left -= taken;
                    }
                }
            }
            await sandbox.PostAsync(
                "/qbc/fulfillments",
                new
                {
                    fulfillment = new
                    {
                        order_id = (int)order["id"]!,
                        status = "fulfilled",
                        tracking_company = "UPS",
                        tracking_number = (string)parcel["trackingNumber"]!,
                        fulfillment_line_items = parts,
                    },
                }
            );
        }
    }

    private async Task SubmitAsync(
        JsonNode order,
        string service,
        JsonNode address,
        List<JsonNode> lines
    )
    {
        var variants = await sandbox.GetAsync(
            $"/qbc/variants?ids={string.Join(',', lines.Select(line => line["variant_id"]))}"
        );
        var upcs = variants["variants"]!
            .AsArray()
            .ToDictionary(variant => (int)variant!["id"]!, variant => (string)variant!["upc"]!);
        await sandbox.WithTokenAsync(
            "PickTicketAdd",
            new XElement(
                Running.PickTicket + "PickTicket",
                new XElement(Running.PickTicket + "PickTicketNumber", $"T{order["id"]}"),
                new XElement(Running.PickTicket + "ShipVia", "UPS"),
                new XElement(Running.PickTicket + "ShipService", service),
                new XElement(
                    Running.PickTicket + "CustomerPONumber",
                    (string)order["order_number"]!
                ),
                new XElement(Running.PickTicket + "OrderNumber", $"T{order["id"]}"),
                new XElement(
                    Running.PickTicket + "ShipToAddress",
                    new XElement(Running.Address + "State", (string?)address["state"]),
                    new XElement(Running.Address + "Country", (string?)address["country_code"])
                ),
                lines.Select(line => new XElement(
                    Running.PickTicket + "LineItem",
                    new XElement(Running.Details + "UPC", upcs[(int)line["variant_id"]!]),
                    new XElement(Running.Details + "Quantity", (string)line["quantity"]!)
                ))
            )
        );
    }
}
