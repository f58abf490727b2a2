using System.Text.Json.Nodes;
using Crossdock.Sandbox.Books;
using static Crossdock.Sandbox.QuickBooksCommerce.CartJson;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Addresses, companies, locations and the account as the cart shows them.</summary>
internal static class PartyViews
{
    public static JsonObject Address(CartAddress address) =>
        new()
        {
            ["id"] = address.Id,
            ["created_at"] = Stamp(address.CreatedAt),
            ["updated_at"] = Stamp(address.UpdatedAt),
            ["company_id"] = address.CompanyId,
            ["address1"] = address.Address1,
            ["address2"] = address.Address2,
            ["city"] = address.City,
            ["company_name"] = address.CompanyName,
            ["country"] = address.Country,
            ["country_code"] = address.CountryCode,
            ["email"] = address.Email,
            ["first_name"] = address.FirstName,
            ["last_name"] = address.LastName,
            ["label"] = address.Label,
            ["phone_number"] = address.PhoneNumber,
            ["state"] = address.State,
            ["status"] = address.Status,
            ["suburb"] = address.Suburb,
            ["zip_code"] = address.ZipCode,
        };

    public static JsonObject Company(CartCompany company) =>
        new()
        {
            ["id"] = company.Id,
            ["created_at"] = Stamp(company.CreatedAt),
            ["updated_at"] = Stamp(company.UpdatedAt),
            ["assignee_id"] = null,
            ["default_ledger_account_id"] = null,
            ["default_payment_method_id"] = null,
            ["default_payment_term_id"] = null,
            ["default_stock_location_id"] = null,
            ["default_tax_type_id"] = null,
            ["company_code"] = company.CompanyCode,
            ["company_type"] = company.CompanyType,
            ["default_discount_rate"] = null,
            ["default_price_list_id"] = null,
            ["default_tax_rate"] = null,
            ["default_document_theme_id"] = null,
            ["description"] = company.Description ?? "",
            ["email"] = company.Email,
            ["fax"] = null,
            ["name"] = company.Name,
            ["phone_number"] = company.PhoneNumber,
            ["status"] = company.Status,
            ["tax_number"] = null,
            ["website"] = company.Website,
            ["tags"] = new JsonArray(),
            ["address_ids"] = Ids(company.AddressIds),
            ["contact_ids"] = new JsonArray(),
            ["note_ids"] = new JsonArray(),
            ["default_price_type_id"] = null,
        };

    public static JsonObject Location(CartLocation location) =>
        new()
        {
            ["id"] = location.Id,
            ["created_at"] = Stamp(location.CreatedAt),
            ["updated_at"] = Stamp(location.UpdatedAt),
            ["address1"] = location.Address1,
            ["address2"] = null,
            ["city"] = location.City,
            ["country"] = location.Country,
            ["holds_stock"] = location.HoldsStock,
            ["label"] = location.Label,
            ["state"] = location.State,
            ["status"] = "active",
            ["suburb"] = null,
            ["zip_code"] = location.ZipCode,
        };

    public static JsonObject Account(Ledger books)
    {
        var locations = books.Locations.All;
        return new JsonObject
        {
            ["id"] = 1,
            ["created_at"] = Stamp(locations[0].CreatedAt),
            ["updated_at"] = Stamp(locations[0].CreatedAt),
            ["contact_email"] = "office@sandbox.invalid",
            ["contact_mobile"] = null,
            ["contact_phone"] = null,
            ["country"] = "US",
            ["default_order_price_list_id"] = "retail",
            ["default_purchase_order_price_list_id"] = "buy",
            ["default_sales_ledger_account_on"] = "company",
            ["default_tax_treatment"] = "exclusive",
            ["default_document_theme_id"] = 1,
            ["industry"] = "",
            ["logo_url"] = null,
            ["name"] = "Sandbox Goods",
            ["stock_level_warn"] = true,
            ["tax_label"] = "Tax",
            ["tax_number"] = null,
            ["tax_number_label"] = "Tax Number",
            ["time_zone"] = "America/New_York",
            ["website"] = null,
            ["primary_location_id"] = locations[0].Id,
            ["primary_billing_location_id"] = locations[0].Id,
            ["default_currency_id"] = 1,
            ["default_payment_method_id"] = 1,
            ["default_payment_term_id"] = 1,
            ["billing_contact_id"] = 1,
            ["default_sales_order_tax_type_id"] = 1,
            ["default_purchase_order_tax_type_id"] = 1,
            ["default_tax_exempt_id"] = 1,
            ["default_tax_rate"] = 0,
            ["default_tax_type"] = "exclusive",
            ["default_tax_type_id"] = 1,
            ["default_order_price_type_id"] = "retail",
            ["default_purchase_order_price_type_id"] = "buy",
            ["location_ids"] = Ids(locations.Select(location => location.Id)),
            ["user_ids"] = new JsonArray(1),
        };
    }
}
