using Crossdock.Sandbox.Data;
using static Crossdock.Sandbox.QuickBooksCommerce.CartJson;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Products, contacts, invoices and the account's own lists as the cart shows them.</summary>
internal sealed class ReferenceViews(SandboxDatabase database)
{
    public static DerivedRecord User { get; } =
        Fixed(
            """
            {"id":1,"first_name":"Robin","last_name":"Example","email":"office@sandbox.invalid","status":"active","location":null,
             "position":null,"phone_number":null,"mobile_phone":null,"last_sign_in_at":null,"avatar_url":null,"billing_contact":true,
             "permissions":["read_reports","write_stocks","write_orders","write_products"],"account_id":1}
            """
        );

    public static DerivedRecord Currency { get; } =
        Fixed(
            """
            {"id":1,"iso":"USD","name":"US Dollars","rate":"1.0","symbol":"$","separator":".","delimiter":",","precision":2,"format":"%u%n"}
            """
        );

    public static DerivedRecord PaymentTerm { get; } =
        Fixed("""{"id":1,"name":"NET30","due_in_days":30,"status":"active","from":"now"}""");

    public static DerivedRecord PaymentMethod { get; } = Fixed("""{"id":1,"name":"Card","is_default":true}""");

    public static DerivedRecord TaxType { get; } =
        Fixed(
            """
            {"id":1,"name":"Tax Exempt","code":"EXEMPT","status":"active","imported_from":null,"effective_rate":"0.0","tax_component_ids":[]}
            """
        );

    public IEnumerable<DerivedRecord> Products =>
        database
            .Variants.All.GroupBy(variant => variant.ProductId)
            .Select(variants =>
            {
                var first = variants.First();
                var product = new DerivedRecord(
                    variants.Key,
                    first,
                    """
                    {"description":null,"product_type":null,"supplier":null,"brand":null,"status":"active","tags":null,"opt1":"Color",
                     "opt2":null,"opt3":null,"image_url":null,"vendor":null}
                    """
                );
                product.Body["name"] = first.ProductName;
                product.Body["quantity"] = Stock(variants.Sum(variant => variant.OnHand.Values.Sum()));
                product.Body["variant_ids"] = Ids(variants.Select(variant => variant.Id));
                return product;
            });

    /// <summary>The person of each company's first address.</summary>
    public IEnumerable<DerivedRecord> Contacts =>
        database
            .Companies.All.Where(company => company.AddressIds.Count > 0)
            .Select(company =>
            {
                var address = database.Addresses[company.AddressIds[0]];
                var contact = new DerivedRecord(
                    company.Id,
                    company,
                    """{"location":null,"mobile":null,"notes":null,"fax":null,"position":null,"status":"active"}"""
                );
                contact.Body["company_id"] = company.Id;
                contact.Body["email"] = address.Email;
                contact.Body["first_name"] = address.FirstName;
                contact.Body["last_name"] = address.LastName;
                contact.Body["phone_number"] = address.PhoneNumber;
                contact.Body["phone"] = address.PhoneNumber;
                return contact;
            });

    public IEnumerable<DerivedRecord> Invoices =>
        Invoiced.Select(order =>
        {
            var invoice = new DerivedRecord(
                order.InvoiceIds[0],
                order,
                """{"payment_term_id":1,"currency_id":1,"notes":null,"exchange_rate":"1.0"}"""
            );
            invoice.Body["order_id"] = order.Id;
            invoice.Body["order_number"] = order.OrderNumber;
            invoice.Body["company_id"] = order.CompanyId;
            invoice.Body["shipping_address_id"] = order.ShippingAddressId;
            invoice.Body["billing_address_id"] = order.BillingAddressId;
            invoice.Body["invoice_number"] = $"INV{invoice.Id}";
            invoice.Body["invoiced_at"] = Day(order.IssuedAt);
            invoice.Body["due_at"] = Day(order.IssuedAt.AddDays(30));
            invoice.Body["payment_status"] = order.PaymentStatus;
            invoice.Body["invoice_line_item_ids"] = Ids(order.LineIds.Select(InvoiceLineId));
            return invoice;
        });

    public IEnumerable<DerivedRecord> InvoiceLines =>
        from order in Invoiced
        from line in database.LinesOf(order)
        select InvoiceLine(order, line);

    private IEnumerable<CartOrder> Invoiced => database.Orders.All.Where(order => order.InvoiceIds.Count > 0);

    private static DerivedRecord InvoiceLine(CartOrder order, CartLine line)
    {
        var shown = new DerivedRecord(InvoiceLineId(line.Id), line, """{"ledger_account_id":null}""");
        shown.Body["quantity"] = Number(line.Quantity);
        shown.Body["position"] = line.Position;
        shown.Body["invoice_id"] = order.InvoiceIds[0];
        shown.Body["order_line_item_id"] = line.Id;
        return shown;
    }

    private static int InvoiceLineId(int orderLine) => orderLine + 10_000_000;

    private static DerivedRecord Fixed(string body) => new(1, null, body);
}
