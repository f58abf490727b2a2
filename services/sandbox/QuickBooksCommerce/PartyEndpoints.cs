using System.Text.Json.Nodes;
using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Addresses, companies, locations and the account.</summary>
internal static class PartyEndpoints
{
    public static void MapParties(this RouteGroupBuilder cart, Ledger books)
    {
        cart.MapAccounts(books);
        var desk = new PartyDesk(books);
        cart.Map(books, new CartResource<CartLocation>("locations", "location", books.Locations, PartyViews.Location))
            .Create(desk.CreateLocation);
        cart.Map(
                books,
                new CartResource<CartAddress>("addresses", "address", books.Addresses, PartyViews.Address).Number(
                    "company_id",
                    address => address.CompanyId
                )
            )
            .Create(desk.CreateAddress)
            .Update(desk.Update, _ => true)
            .Delete(desk.Delete);
        cart.Map(
                books,
                new CartResource<CartCompany>("companies", "company", books.Companies, PartyViews.Company)
                    .Word("company_type", company => company.CompanyType)
                    .Text("company_code", company => company.CompanyCode)
                    .Text("email", company => company.Email)
            )
            .Create(desk.CreateCompany)
            .Update(desk.Update)
            .Delete(desk.Delete);
    }

    /// <summary>There is one account; a list of it has one page.</summary>
    private static void MapAccounts(this RouteGroupBuilder cart, Ledger books)
    {
        JsonObject Account() => books.Read(() => PartyViews.Account(books));
        cart.MapGet("/accounts", () => CartAnswers.Json(new JsonObject { ["accounts"] = new JsonArray(Account()) }));
        cart.MapGet(
            "/accounts/{id}",
            (string id) =>
                id is "current" or "1"
                    ? CartAnswers.Json(new JsonObject { ["account"] = Account() })
                    : throw CartProblem.NotFound("account", id)
        );
    }
}
