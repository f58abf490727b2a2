using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.QuickBooksCommerce;

namespace Crossdock.Sandbox.Seeds;

/// <summary>Places an order in the cart, with its company, address and lines. Runs inside a change.</summary>
internal static class OrderPlacement
{
    /// <summary>Why the order cannot be placed, or null.</summary>
    public static string? Problem(SandboxDatabase database, NewOrder order) =>
        order.StockLocationId is { } location && database.Locations.Find(location) is null
            ? $"the cart has no location {location}"
        : order is { Packed: true, Status: not "finalized" } ? "only a finalized order can be packed"
        : order.Lines.Find(line => line.Sku is not null && Variant(database, line.Sku) is null) is { } unknown
            ? $"the cart has no variant with the SKU {unknown.Sku}"
        : null;

    public static CartOrder Place(SandboxDatabase database, NewOrder wanted)
    {
        var shipTo = wanted.ShipTo ?? new NewAddress();
        var company = database.Companies.Add(
            new CartCompany { Name = wanted.Company ?? shipTo.Addressee, CompanyType = "consumer" }
        );
        var address = wanted.ShipTo is null ? null : Address(database, company, wanted.ShipTo);
        var order = database.Orders.Add(
            new CartOrder
            {
                OrderNumber = wanted.Number ?? "",
                Status = wanted.Status,
                IssuedAt = wanted.IssuedAt ?? DateOnly.FromDateTime(database.Now.UtcDateTime),
                ShipAt = wanted.ShipAt,
                CompanyId = company.Id,
                BillingAddressId = address?.Id,
                ShippingAddressId = address?.Id,
                StockLocationId = wanted.StockLocationId ?? database.Locations.All[0].Id,
                Email = wanted.Email ?? shipTo.Email,
                PhoneNumber = shipTo.PhoneNumber,
                Notes = wanted.Notes,
            }
        );
        var lines = new OrderLineService(database);
        wanted.Lines.ForEach(line => lines.Add(order, Line(database, line)));
        if (wanted.ShipMethod is { Length: > 0 } method)
        {
            lines.Add(
                order,
                new CartLine
                {
                    LineType = "shipping",
                    Label = method,
                    Freeform = true,
                    Quantity = 1,
                    Price = 6.5m,
                }
            );
        }

        new OrderService(database, lines).Complete(order);
        if (wanted.Packed)
        {
            new FulfillmentService(database).FulfillRest(order, "packed", default);
        }

        return order;
    }

    private static CartAddress Address(SandboxDatabase database, CartCompany company, NewAddress sent)
    {
        var address = database.Addresses.Add(
            new CartAddress
            {
                CompanyId = company.Id,
                FirstName = sent.FirstName,
                LastName = sent.LastName,
                CompanyName = sent.CompanyName,
                Address1 = sent.Address1,
                Address2 = sent.Address2,
                City = sent.City,
                State = sent.State,
                ZipCode = sent.ZipCode,
                Country = sent.Country,
                CountryCode = sent.CountryCode,
                PhoneNumber = sent.PhoneNumber,
                Email = sent.Email,
                Suburb = "",
                Label = "Shipping",
            }
        );
        company.AddressIds.Add(address.Id);
        return address;
    }

    private static CartLine Line(SandboxDatabase database, NewLine wanted)
    {
        var variant = wanted.Sku is { } sku ? Variant(database, sku) : null;
        return new CartLine
        {
            VariantId = variant?.Id,
            Freeform = wanted.Freeform,
            LineType = wanted.LineType,
            Label = wanted.Label,
            Quantity = wanted.Quantity,
            Price = wanted.Price ?? variant?.RetailPrice ?? 0,
            Discount = wanted.Discount,
        };
    }

    private static CartVariant? Variant(SandboxDatabase database, string sku) =>
        database.Variants.All.FirstOrDefault(variant => variant.Sku == sku);
}
