using Crossdock.Sandbox.Books;
using Crossdock.Sandbox.QuickBooksCommerce;

namespace Crossdock.Sandbox.Seeds;

/// <summary>Puts an order with its company, address and lines on the cart's books. Runs inside a change.</summary>
internal static class OrderPlacement
{
    /// <summary>Says what the cart does not have; null when it has all that the order names.</summary>
    public static string? Problem(Ledger books, NewOrder order) =>
        order.StockLocationId is { } location && books.Locations.Find(location) is null
            ? $"the cart has no location {location}"
        : order is { Packed: true, Status: not "finalized" } ? "only a finalized order can be packed"
        : order
            .Lines.Where(line => line.Sku is not null && Variant(books, line.Sku) is null)
            .Select(line => $"the cart has no variant with the SKU {line.Sku}")
            .FirstOrDefault();

    public static CartOrder Place(Ledger books, NewOrder wanted)
    {
        var now = books.Now;
        var shipTo = wanted.ShipTo ?? new NewAddress();
        var company = books.Companies.Add(
            new CartCompany
            {
                Name = wanted.Company ?? shipTo.CompanyOrPerson,
                CompanyType = "consumer",
                CreatedAt = now,
                UpdatedAt = now,
            }
        );
        var address = wanted.ShipTo is null ? null : Address(books, company, wanted.ShipTo);
        var order = books.Orders.Add(
            new CartOrder
            {
                OrderNumber = wanted.Number ?? "",
                Status = wanted.Status,
                IssuedAt = wanted.IssuedAt ?? DateOnly.FromDateTime(now.UtcDateTime),
                CompanyId = company.Id,
                BillingAddressId = address?.Id,
                ShippingAddressId = address?.Id,
                StockLocationId = wanted.StockLocationId ?? books.Locations.All[0].Id,
                ShipAt = wanted.ShipAt,
                Email = wanted.Email ?? shipTo.Email,
                PhoneNumber = shipTo.PhoneNumber,
                Notes = wanted.Notes,
                CreatedAt = now,
                UpdatedAt = now,
            }
        );
        if (order.OrderNumber.Length == 0)
        {
            order.OrderNumber = $"SO{order.Id:0000}";
        }
        foreach (var line in wanted.Lines)
        {
            AddLine(books, order, line);
        }
        if (wanted.ShipMethod is { Length: > 0 } method)
        {
            AddLine(
                books,
                order,
                new NewLine
                {
                    LineType = "shipping",
                    Label = method,
                    Freeform = true,
                    Price = 6.5m,
                }
            );
        }
        books.Announce("order.create", order);
        if (order.Status is "finalized")
        {
            books.Announce("order.finalized", order);
        }
        if (wanted.Packed)
        {
            new FulfillmentDesk(books).Finish(order, "packed", default);
        }
        return order;
    }

    private static CartAddress Address(Ledger books, CartCompany company, NewAddress sent)
    {
        var now = books.Now;
        var address = books.Addresses.Add(
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
                CreatedAt = now,
                UpdatedAt = now,
            }
        );
        company.AddressIds.Add(address.Id);
        return address;
    }

    private static void AddLine(Ledger books, CartOrder order, NewLine wanted)
    {
        var now = books.Now;
        var variant = wanted.Sku is { } sku ? Variant(books, sku) : null;
        var line = books.Lines.Add(
            new CartLine
            {
                OrderId = order.Id,
                VariantId = variant?.Id,
                Freeform = wanted.Freeform,
                LineType = wanted.LineType,
                Label = wanted.Label,
                Quantity = wanted.Quantity,
                Price = wanted.Price ?? variant?.RetailPrice ?? 0,
                Discount = wanted.Discount,
                Position = order.LineIds.Count,
                CreatedAt = now,
                UpdatedAt = now,
            }
        );
        order.LineIds.Add(line.Id);
    }

    private static CartVariant? Variant(Ledger books, string sku) =>
        books.Variants.All.FirstOrDefault(variant => variant.Sku == sku);
}
