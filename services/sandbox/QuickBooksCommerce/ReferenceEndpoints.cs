using System.Text.Json.Nodes;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>What clients read beside orders and stock: products, contacts, invoices and the account's own lists.</summary>
internal static class ReferenceEndpoints
{
    public static void MapReferences(this RouteGroupBuilder cart, SandboxDatabase database)
    {
        var views = new ReferenceViews(database);
        cart.MapGet(
            "/users/current",
            () => CartResponses.Json(new JsonObject { ["user"] = ReferenceViews.User.Body.DeepClone() })
        );
        cart.MapList(database, "users", "user", () => [ReferenceViews.User]);
        cart.MapList(database, "currencies", "currency", () => [ReferenceViews.Currency]);
        cart.MapList(database, "payment_terms", "payment_term", () => [ReferenceViews.PaymentTerm]);
        cart.MapList(database, "payment_methods", "payment_method", () => [ReferenceViews.PaymentMethod]);
        cart.MapList(database, "tax_types", "tax_type", () => [ReferenceViews.TaxType]);
        cart.MapList(database, "images", "image", () => []);
        cart.MapList(database, "notes", "note", () => []);
        cart.MapList(database, "purchase_orders", "purchase_order", () => []);
        cart.MapList(database, "products", "product", () => views.Products);
        cart.MapList(database, "contacts", "contact", () => views.Contacts, "company_id");
        cart.MapList(database, "invoices", "invoice", () => views.Invoices, "order_id")
            .Create(sent =>
            {
                var order =
                    database.Orders.Find(sent.Id("order_id")) ?? throw CartProblem.Invalid("order_id", "is invalid");
                new OrderActions(database).Invoice(order);
                return views.Invoices.First(invoice => invoice.Id == order.InvoiceIds[0]);
            });
        cart.MapList(database, "invoice_line_items", "invoice_line_item", () => views.InvoiceLines, "invoice_id");
        // No variant of this account is a bundle, so the list is always empty. Clients use both forms of the path.
        foreach (var path in (string[])["/variants/composition/{id?}", "/variants/{id}/composition"])
        {
            cart.MapGet(path, (HttpContext context, int? id) => Composition(context, database, id));
        }
    }

    private static IResult Composition(HttpContext context, SandboxDatabase database, int? id)
    {
        if (id is not null && database.Read(() => database.Variants.Find(id)) is null)
        {
            throw CartProblem.NotFound("variant", $"{id}");
        }

        var composition = Derived("composition", "composition", () => []);
        return ResourceRoutes<DerivedRecord>.List(context, database, composition);
    }

    /// <summary>Maps the reads of derived objects, with a filter if one is named.</summary>
    private static ResourceRoutes<DerivedRecord> MapList(
        this RouteGroupBuilder cart,
        SandboxDatabase database,
        string plural,
        string singular,
        Func<IEnumerable<DerivedRecord>> all,
        string? filter = null
    )
    {
        var resource = Derived(plural, singular, all);
        return cart.Map(database, filter is null ? resource : resource.Number(filter, one => (int?)one.Body[filter]));
    }

    private static CartResource<DerivedRecord> Derived(
        string plural,
        string singular,
        Func<IEnumerable<DerivedRecord>> all
    ) =>
        new(
            plural,
            singular,
            all,
            id => all().FirstOrDefault(one => one.Id == id),
            one => one.Body.DeepClone().AsObject()
        );
}
