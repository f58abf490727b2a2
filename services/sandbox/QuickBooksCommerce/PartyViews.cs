using System.Text.Json.Nodes;
using Crossdock.Sandbox.Data;
using static Crossdock.Sandbox.QuickBooksCommerce.CartJson;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Addresses, companies, locations and the account as the cart shows them.</summary>
internal static class PartyViews
{
    public static JsonObject Address(CartAddress address) => Of(address, "{}");

    public static JsonObject Company(CartCompany company)
    {
        var body = Of(
            company,
            """
            {"assignee_id":null,"default_ledger_account_id":null,"default_payment_method_id":null,"default_payment_term_id":null,
             "default_stock_location_id":null,"default_tax_type_id":null,"default_discount_rate":null,"default_price_list_id":null,
             "default_tax_rate":null,"default_document_theme_id":null,"fax":null,"tax_number":null,"tags":[],"note_ids":[],
             "default_price_type_id":null}
            """
        );
        body["contact_ids"] = company.AddressIds.Count > 0 ? Ids([company.Id]) : [];
        return body;
    }

    public static JsonObject Location(CartLocation location) =>
        Of(location, """{"address2":null,"status":"active","suburb":null}""");

    public static JsonObject Account(SandboxDatabase database)
    {
        var locations = database.Locations.All;
        var body = Parse(
            """
            {"id":1,"contact_email":"office@sandbox.invalid","contact_mobile":null,"contact_phone":null,"country":"US",
             "default_order_price_list_id":"retail","default_purchase_order_price_list_id":"buy",
             "default_sales_ledger_account_on":"company","default_tax_treatment":"exclusive","default_document_theme_id":1,
             "industry":"","logo_url":null,"name":"Sandbox Goods","stock_level_warn":true,"tax_label":"Tax","tax_number":null,
             "tax_number_label":"Tax Number","time_zone":"America/New_York","website":null,"default_currency_id":1,
             "default_payment_method_id":1,"default_payment_term_id":1,"billing_contact_id":1,
             "default_sales_order_tax_type_id":1,"default_purchase_order_tax_type_id":1,"default_tax_exempt_id":1,
             "default_tax_rate":0,"default_tax_type":"exclusive","default_tax_type_id":1,
             "default_order_price_type_id":"retail","default_purchase_order_price_type_id":"buy","user_ids":[1]}
            """
        );
        body["created_at"] = Stamp(locations[0].CreatedAt);
        body["updated_at"] = Stamp(locations[0].CreatedAt);
        body["primary_location_id"] = locations[0].Id;
        body["primary_billing_location_id"] = locations[0].Id;
        body["location_ids"] = Ids(locations.Select(location => location.Id));
        return body;
    }
}
