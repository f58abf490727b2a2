using System.Text.Json.Nodes;
using Crossdock.Sandbox.Books;
using static Crossdock.Sandbox.QuickBooksCommerce.CartJson;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Products, contacts, invoices and the account's own lists as the cart shows them.</summary>
internal sealed class ReferenceViews(Ledger books)
{
    public static IReadOnlyList<DerivedRecord> Users { get; } =
    [
        Fixed(
            new()
            {
                ["id"] = 1,
                ["first_name"] = "Robin",
                ["last_name"] = "Example",
                ["email"] = "office@sandbox.invalid",
                ["status"] = "active",
                ["location"] = null,
                ["position"] = null,
                ["phone_number"] = null,
                ["mobile_phone"] = null,
                ["last_sign_in_at"] = null,
                ["avatar_url"] = null,
                ["billing_contact"] = true,
                ["permissions"] = Texts(["read_reports", "write_stocks", "write_orders", "write_products"]),
                ["account_id"] = 1,
            }
        ),
    ];

    public static IReadOnlyList<DerivedRecord> Currencies { get; } =
    [
        Fixed(
            new()
            {
                ["id"] = 1,
                ["iso"] = "USD",
                ["name"] = "US Dollars",
                ["rate"] = "1.0",
                ["symbol"] = "$",
                ["separator"] = ".",
                ["delimiter"] = ",",
                ["precision"] = 2,
                ["format"] = "%u%n",
            }
        ),
    ];

    public static IReadOnlyList<DerivedRecord> PaymentTerms { get; } =
    [
        Fixed(
            new()
            {
                ["id"] = 1,
                ["name"] = "NET30",
                ["due_in_days"] = 30,
                ["status"] = "active",
                ["from"] = "now",
            }
        ),
    ];

    public static IReadOnlyList<DerivedRecord> PaymentMethods { get; } =
    [
        Fixed(
            new()
            {
                ["id"] = 1,
                ["name"] = "Card",
                ["is_default"] = true,
            }
        ),
    ];

    public static IReadOnlyList<DerivedRecord> PriceLists { get; } =
    [
        Fixed(
            new()
            {
                ["id"] = "retail",
                ["name"] = "Retail",
                ["currency_id"] = 1,
                ["is_cost"] = false,
            }
        ),
    ];

    public static IReadOnlyList<DerivedRecord> TaxTypes { get; } =
    [
        Fixed(
            new()
            {
                ["id"] = 1,
                ["name"] = "Tax Exempt",
                ["code"] = "EXEMPT",
                ["status"] = "active",
                ["imported_from"] = null,
                ["effective_rate"] = "0.0",
                ["tax_component_ids"] = new JsonArray(),
            }
        ),
    ];

    public IEnumerable<DerivedRecord> Products =>
        books
            .Variants.All.GroupBy(variant => variant.ProductId)
            .Select(variants =>
            {
                var first = variants.First();
                return Derived(
                    variants.Key,
                    first,
                    new()
                    {
                        ["id"] = variants.Key,
                        ["name"] = first.ProductName,
                        ["description"] = null,
                        ["product_type"] = null,
                        ["supplier"] = null,
                        ["brand"] = null,
                        ["created_at"] = Stamp(first.CreatedAt),
                        ["updated_at"] = Stamp(first.UpdatedAt),
                        ["status"] = "active",
                        ["tags"] = null,
                        ["opt1"] = "Colour",
                        ["opt2"] = null,
                        ["opt3"] = null,
                        ["quantity"] = Stock(variants.Sum(variant => variant.OnHand.Values.Sum())),
                        ["image_url"] = null,
                        ["variant_ids"] = Ids(variants.Select(variant => variant.Id)),
                        ["vendor"] = null,
                    }
                );
            });

    /// <summary>The person of each company's first address.</summary>
    public IEnumerable<DerivedRecord> Contacts =>
        books
            .Companies.All.Where(company => company.AddressIds.Count > 0)
            .Select(company =>
            {
                var address = books.Addresses[company.AddressIds[0]];
                return Derived(
                    company.Id,
                    company,
                    new()
                    {
                        ["id"] = company.Id,
                        ["company_id"] = company.Id,
                        ["email"] = address.Email,
                        ["first_name"] = address.FirstName,
                        ["last_name"] = address.LastName,
                        ["location"] = null,
                        ["mobile"] = null,
                        ["notes"] = null,
                        ["phone_number"] = address.PhoneNumber,
                        ["fax"] = null,
                        ["position"] = null,
                        ["status"] = "active",
                        ["phone"] = address.PhoneNumber,
                    }
                );
            });

    public IEnumerable<DerivedRecord> Invoices =>
        Invoiced.Select(order =>
            Derived(
                order.InvoiceIds[0],
                order,
                new()
                {
                    ["id"] = order.InvoiceIds[0],
                    ["order_id"] = order.Id,
                    ["shipping_address_id"] = order.ShippingAddressId,
                    ["billing_address_id"] = order.BillingAddressId,
                    ["payment_term_id"] = 1,
                    ["company_id"] = order.CompanyId,
                    ["currency_id"] = 1,
                    ["invoice_number"] = $"INV{order.InvoiceIds[0]}",
                    ["order_number"] = order.OrderNumber,
                    ["invoiced_at"] = Day(order.IssuedAt),
                    ["due_at"] = Day(order.IssuedAt.AddDays(30)),
                    ["notes"] = null,
                    ["created_at"] = Stamp(order.CreatedAt),
                    ["updated_at"] = Stamp(order.UpdatedAt),
                    ["exchange_rate"] = "1.0",
                    ["payment_status"] = order.PaymentStatus,
                    ["invoice_line_item_ids"] = Ids(order.LineIds.Select(InvoiceLineId)),
                }
            )
        );

    public IEnumerable<DerivedRecord> InvoiceLines =>
        Invoiced.SelectMany(order =>
            order
                .LineIds.Select(id => books.Lines[id])
                .Select(line =>
                    Derived(
                        InvoiceLineId(line.Id),
                        line,
                        new()
                        {
                            ["id"] = InvoiceLineId(line.Id),
                            ["quantity"] = Number(line.Quantity),
                            ["position"] = line.Position,
                            ["invoice_id"] = order.InvoiceIds[0],
                            ["order_line_item_id"] = line.Id,
                            ["ledger_account_id"] = null,
                        }
                    )
                )
        );

    private IEnumerable<CartOrder> Invoiced => books.Orders.All.Where(order => order.InvoiceIds.Count > 0);

    private static int InvoiceLineId(int orderLine) => orderLine + 10_000_000;

    private static DerivedRecord Fixed(JsonObject body) => new(body) { Id = 1 };

    private static DerivedRecord Derived(int id, CartRecord from, JsonObject body) =>
        new(body)
        {
            Id = id,
            CreatedAt = from.CreatedAt,
            UpdatedAt = from.UpdatedAt,
        };
}
