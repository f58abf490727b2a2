using System.Collections.Frozen;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>The fields of an order in the API, in the order in which they are shown. Others may be posted and are passed over.</summary>
internal static class OrderFields
{
    /// <summary>Of the new order; in a read they come back as they were posted.</summary>
    public static IReadOnlyList<string> Header { get; } =
    [
        "cust_po_no",
        "ship_title",
        "ship_first_name",
        "ship_last_name",
        "ship_company",
        "ship_address_1",
        "ship_address_2",
        "ship_address_3",
        "ship_city",
        "ship_state",
        "ship_zip",
        "ship_country",
        "ship_phone",
        "ship_e_mail",
        "ship_address_type",
        "cust_title",
        "cust_first_name",
        "cust_last_name",
        "cust_company",
        "cust_address_1",
        "cust_address_2",
        "cust_address_3",
        "cust_city",
        "cust_state",
        "cust_zip",
        "cust_country",
        "cust_phone",
        "cust_e_mail",
        "special_services",
        "customer_id",
        "order_date",
        "shipping_instructions",
        "ship_account_no",
        "ship_code",
        "ship_code_description",
        "carrier",
        "weight",
        "gift_message",
        "gift_wrap",
        "currency_code",
        "promo_code",
        "custom_field_1",
        "custom_field_2",
        "custom_field_3",
        "custom_field_4",
        "custom_field_5",
        "order_source",
        "location",
        "requested_ship_date",
        "expected_delivery_date",
        "pay_type",
        "cc_last_four",
        "pre_auth_no",
        "pre_auth_date",
        "pre_auth_amount",
        "check_no",
        "check_amount",
        "routing_sw",
    ];

    /// <summary>Amounts of an order: two decimals.</summary>
    public static IReadOnlyList<string> Amounts { get; } =
    ["sub_total", "order_discount", "sales_tax", "shipping_handling", "grand_total", "balance"];

    /// <summary>Of a line.</summary>
    public static IReadOnlyList<string> Line { get; } =
    ["line_no", "item", "description", "line_comment", "lot_number", "line_item_id"];

    /// <summary>Amounts of a line, each with its decimals.</summary>
    public static IReadOnlyList<(string Name, int Decimals)> LineAmounts { get; } =
    [
        ("price", 4),
        ("discount", 4),
        ("addl_discount", 4),
        ("extended_amount", 2),
        ("tax", 2),
        ("shipping_surcharge", 2),
    ];

    public static FrozenSet<string> All { get; } =
        Header.Concat(Amounts).Concat(["cust_ref", "tax", "ship_is_billing"]).ToFrozenSet(StringComparer.Ordinal);

    public static FrozenSet<string> AllOfLine { get; } =
        Line.Concat(LineAmounts.Select(amount => amount.Name)).Append("quantity").ToFrozenSet(StringComparer.Ordinal);
}
