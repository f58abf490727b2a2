using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Creates and changes companies, their addresses, and locations.</summary>
internal sealed class PartyService(SandboxDatabase database)
{
    public CartAddress CreateAddress(CartBody sent)
    {
        var company = sent.Known(database.Companies, "company_id");
        sent.Required("address1");
        var address = database.Addresses.Add(new CartAddress { CompanyId = company.Id });
        company.AddressIds.Add(address.Id);
        database.Companies.Save(company);
        Fill(address, sent);
        database.EnqueueWebhook("address.create", "addresses", address.Id);
        return address;
    }

    public void Update(CartAddress address, CartBody sent)
    {
        Fill(address, sent);
        database.EnqueueWebhook("address.update", "addresses", address.Id);
    }

    /// <summary>A deleted address or company stays for the orders that refer to it.</summary>
    public void Delete(CartAddress address)
    {
        address.Status = "archived";
        Save(address);
    }

    public CartCompany CreateCompany(CartBody sent)
    {
        var company = database.Companies.Add(new CartCompany { Name = sent.Required("name") });
        Fill(company, sent);
        database.EnqueueWebhook("company.create", "companies", company.Id);
        return company;
    }

    public void Update(CartCompany company, CartBody sent)
    {
        Fill(company, sent);
        database.EnqueueWebhook("company.update", "companies", company.Id);
    }

    public void Delete(CartCompany company)
    {
        company.Status = "archived";
        Save(company);
    }

    public CartLocation CreateLocation(CartBody sent)
    {
        var location = database.Locations.Add(
            new CartLocation
            {
                Label = sent.Required("label"),
                Country = sent.Required("country"),
                Address1 = sent.Required("address1"),
                City = sent.Text("city"),
                State = sent.Text("state"),
                ZipCode = sent.Text("zip_code"),
            }
        );
        database.EnqueueWebhook("location.create", "locations", location.Id);
        return location;
    }

    private void Fill(CartAddress address, CartBody sent)
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
        Save(address);
    }

    private void Fill(CartCompany company, CartBody sent)
    {
        company.Name = sent.Filled("name") ?? company.Name;
        company.CompanyType = sent.Filled("company_type") ?? company.CompanyType;
        company.CompanyCode = sent.Text("company_code", company.CompanyCode);
        company.Email = sent.Text("email", company.Email);
        company.PhoneNumber = sent.Text("phone_number", company.PhoneNumber);
        company.Website = sent.Text("website", company.Website);
        company.Description = sent.Text("description", company.Description);
        Save(company);
    }

    private void Save(CartAddress address)
    {
        address.UpdatedAt = database.Now;
        database.Addresses.Save(address);
    }

    private void Save(CartCompany company)
    {
        company.UpdatedAt = database.Now;
        database.Companies.Save(company);
    }
}
