using System.Text.Json.Nodes;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Addresses, companies, locations and the account.</summary>
internal static class PartyEndpoints
{
    public static void MapParties(this RouteGroupBuilder cart, SandboxDatabase database)
    {
        cart.MapAccounts(database);
        var service = new PartyService(database);
        cart.Map(
                database,
                new CartResource<CartLocation>("locations", "location", database.Locations, PartyViews.Location)
            )
            .Create(service.CreateLocation);
        cart.Map(
                database,
                new CartResource<CartAddress>("addresses", "address", database.Addresses, PartyViews.Address).Number(
                    "company_id",
                    address => address.CompanyId
                )
            )
            .Create(service.CreateAddress)
            .Update(service.Update, _ => true)
            .Delete(service.Delete);
        cart.Map(
                database,
                new CartResource<CartCompany>("companies", "company", database.Companies, PartyViews.Company)
                    .Word("company_type", company => company.CompanyType)
                    .Text("company_code", company => company.CompanyCode)
                    .Text("email", company => company.Email)
            )
            .Create(service.CreateCompany)
            .Update(service.Update)
            .Delete(service.Delete);
    }

    /// <summary>There is one account; a list of it has one page.</summary>
    private static void MapAccounts(this RouteGroupBuilder cart, SandboxDatabase database)
    {
        JsonObject Account() => database.Read(() => PartyViews.Account(database));
        cart.MapGet("/accounts", () => CartResponses.Json(new JsonObject { ["accounts"] = new JsonArray(Account()) }));
        cart.MapGet(
            "/accounts/{id}",
            (string id) =>
                id is "current" or "1"
                    ? CartResponses.Json(new JsonObject { ["account"] = Account() })
                    : throw CartProblem.NotFound("account", id)
        );
    }
}
