using System.Text.Json.Nodes;
using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>An object that follows from what is on the books, or never changes.</summary>
internal sealed class DerivedRecord(JsonObject body) : CartRecord
{
    public JsonObject Body => body.DeepClone().AsObject();
}

/// <summary>What clients read beside orders and stock: products, contacts, invoices and the account's own lists.</summary>
internal static class ReferenceEndpoints
{
    public static void MapReferences(this RouteGroupBuilder cart, Ledger books)
    {
        var views = new ReferenceViews(books);
        cart.MapGet(
            "/users/current",
            () => CartAnswers.Json(new JsonObject { ["user"] = ReferenceViews.Users[0].Body })
        );
        cart.MapList(books, "users", "user", () => ReferenceViews.Users);
        cart.MapList(books, "currencies", "currency", () => ReferenceViews.Currencies);
        cart.MapList(books, "payment_terms", "payment_term", () => ReferenceViews.PaymentTerms);
        cart.MapList(books, "payment_methods", "payment_method", () => ReferenceViews.PaymentMethods);
        cart.MapList(books, "price_lists", "price_list", () => ReferenceViews.PriceLists);
        cart.MapList(books, "tax_types", "tax_type", () => ReferenceViews.TaxTypes);
        cart.MapList(books, "images", "image", () => []);
        cart.MapList(books, "notes", "note", () => []);
        cart.MapList(books, "purchase_orders", "purchase_order", () => []);
        cart.MapList(books, "products", "product", () => views.Products);
        cart.MapList(books, "contacts", "contact", () => views.Contacts, "company_id");
        cart.MapList(books, "invoices", "invoice", () => views.Invoices, "order_id")
            .Create(sent =>
            {
                var order =
                    books.Orders.Find(sent.Id("order_id")) ?? throw CartProblem.Invalid("order_id", "is invalid");
                new OrderDesk(books).Invoice(order);
                return views.Invoices.First(invoice => invoice.Id == order.InvoiceIds[0]);
            });
        cart.MapList(books, "invoice_line_items", "invoice_line_item", () => views.InvoiceLines, "invoice_id");
        // No variant of this account is a bundle, so none is made of others. Clients ask in either order of the address.
        foreach (var path in (string[])["/variants/composition/{id?}", "/variants/{id}/composition"])
        {
            cart.MapGet(path, (HttpContext context, int? id) => Composition(context, books, id));
        }
    }

    private static IResult Composition(HttpContext context, Ledger books, int? id)
    {
        if (id is not null && books.Read(() => books.Variants.Find(id)) is null)
        {
            throw CartProblem.NotFound("variant", $"{id}");
        }

        return ResourceRoutes<DerivedRecord>.List(context, books, Derived("composition", "composition", () => []));
    }

    /// <summary>Maps the reads of objects that are not on the books, with a filter where one is named.</summary>
    private static ResourceRoutes<DerivedRecord> MapList(
        this RouteGroupBuilder cart,
        Ledger books,
        string plural,
        string singular,
        Func<IEnumerable<DerivedRecord>> all,
        string? filter = null
    )
    {
        var resource = Derived(plural, singular, all);
        return cart.Map(books, filter is null ? resource : resource.Number(filter, one => (int?)one.Body[filter]));
    }

    private static CartResource<DerivedRecord> Derived(
        string plural,
        string singular,
        Func<IEnumerable<DerivedRecord>> all
    ) => new(plural, singular, all, id => all().FirstOrDefault(one => one.Id == id), one => one.Body);
}
