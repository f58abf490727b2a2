using System.Text.Json.Nodes;
using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Addresses, companies, locations and the account.</summary>
internal static class PartyEndpoints
{
    public static void MapParties(this RouteGroupBuilder cart, Ledger books)
    {
        cart.MapAccounts(books);
        cart.MapReads(
            books,
            new CartResource<CartLocation>("locations", "location", books.Locations, PartyViews.Location)
        );
        cart.MapAddresses(books);
        cart.MapCompanies(books);
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

    private static void MapAddresses(this RouteGroupBuilder cart, Ledger books)
    {
        var addresses = new CartResource<CartAddress>(
            "addresses",
            "address",
            books.Addresses,
            PartyViews.Address
        ).Number("company_id", address => address.CompanyId);
        cart.MapReads(books, addresses);
        cart.MapPost(
            "/addresses",
            async (HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "address");
                var (id, body) = books.Change(() =>
                {
                    var company =
                        books.Companies.Find(sent.Id("company_id"))
                        ?? throw CartProblem.Invalid("company_id", "can't be blank");
                    if (string.IsNullOrWhiteSpace(sent.Text("address1")))
                    {
                        throw CartProblem.Invalid("address1", "can't be blank");
                    }
                    var address = books.Addresses.Add(
                        new CartAddress { CompanyId = company.Id, CreatedAt = books.Now }
                    );
                    company.AddressIds.Add(address.Id);
                    books.Companies.Save(company);
                    Fill(books, address, sent);
                    return (address.Id, addresses.One(address));
                });
                return CartAnswers.Created(request, "addresses", id, body);
            }
        );
        cart.MapPut(
            "/addresses/{id}",
            async (string id, HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "address");
                return CartAnswers.Json(
                    books.Change(() =>
                    {
                        var address = addresses.Get(id);
                        Fill(books, address, sent);
                        return addresses.One(address);
                    })
                );
            }
        );
    }

    private static void MapCompanies(this RouteGroupBuilder cart, Ledger books)
    {
        var companies = new CartResource<CartCompany>("companies", "company", books.Companies, PartyViews.Company)
            .Text("company_type", company => company.CompanyType)
            .Text("company_code", company => company.CompanyCode)
            .Text("email", company => company.Email);
        cart.MapReads(books, companies);
        cart.MapPost(
            "/companies",
            async (HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "company");
                var (id, body) = books.Change(() =>
                {
                    var name = sent.Text("name") ?? throw CartProblem.Invalid("name", "can't be blank");
                    var company = books.Companies.Add(new CartCompany { Name = name, CreatedAt = books.Now });
                    Fill(books, company, sent);
                    return (company.Id, companies.One(company));
                });
                return CartAnswers.Created(request, "companies", id, body);
            }
        );
        cart.MapPut(
            "/companies/{id}",
            async (string id, HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "company");
                books.Change(() => Fill(books, companies.Get(id), sent));
                return Results.NoContent();
            }
        );
    }

    private static void Fill(Ledger books, CartAddress address, CartBody sent)
    {
        address.Address1 = sent.Text("address1", address.Address1);
        address.Address2 = sent.Text("address2", address.Address2);
        address.City = sent.Text("city", address.City);
        address.CompanyName = sent.Text("company_name", address.CompanyName);
        address.Country = sent.Text("country", address.Country);
        address.CountryCode = sent.Text("country_code", address.CountryCode);
        address.Email = sent.Text("email", address.Email);
        address.FirstName = sent.Text("first_name", address.FirstName);
        address.LastName = sent.Text("last_name", address.LastName);
        address.Label = sent.Text("label", address.Label);
        address.PhoneNumber = sent.Text("phone_number", address.PhoneNumber);
        address.State = sent.Text("state", address.State);
        address.Suburb = sent.Text("suburb", address.Suburb);
        address.ZipCode = sent.Text("zip_code", address.ZipCode);
        address.UpdatedAt = books.Now;
        books.Addresses.Save(address);
    }

    private static void Fill(Ledger books, CartCompany company, CartBody sent)
    {
        company.Name = sent.Text("name") ?? company.Name;
        company.CompanyType = sent.Text("company_type") ?? company.CompanyType;
        company.CompanyCode = sent.Text("company_code", company.CompanyCode);
        company.Email = sent.Text("email", company.Email);
        company.PhoneNumber = sent.Text("phone_number", company.PhoneNumber);
        company.Website = sent.Text("website", company.Website);
        company.Description = sent.Text("description", company.Description);
        company.UpdatedAt = books.Now;
        books.Companies.Save(company);
    }
}
