namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>The fields of a posted order as texts, under the API's own names.</summary>
public sealed record PostedFields
{
    public Dictionary<string, string> Header { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    public Dictionary<string, string> Extra { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    public IReadOnlyList<PostedItem> Items { get; init; } = [];

    /// <summary>The value of a field; null if it was not posted, or was empty.</summary>
    public string? this[string name] => Header.GetValueOrDefault(name);

    /// <summary>What identifies a customer goes; references, countries, dates and amounts remain.</summary>
    public static PostedFields WithoutPersonalData(PostedFields fields) =>
        fields with
        {
            Header = fields
                .Header.Where(field => !IsPersonal(field.Key))
                .ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal),
            Extra = new Dictionary<string, string>(StringComparer.Ordinal),
            Items =
            [
                .. fields.Items.Select(item =>
                    item with
                    {
                        Header = item
                            .Header.Where(field => field.Key != "line_comment")
                            .ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal),
                        Extra = new Dictionary<string, string>(StringComparer.Ordinal),
                    }
                ),
            ],
        };

    private static bool IsPersonal(string name) =>
        name
            is not (
                "ship_country"
                or "ship_state"
                or "ship_code"
                or "ship_code_description"
                or "cust_ref"
                or "cust_po_no"
            )
        && (
            name.StartsWith("ship_", StringComparison.Ordinal)
            || name.StartsWith("cust_", StringComparison.Ordinal)
            || name.StartsWith("custom_field_", StringComparison.Ordinal)
            || name.StartsWith("cc_", StringComparison.Ordinal)
            || name.StartsWith("check_", StringComparison.Ordinal)
            || name.StartsWith("pre_auth_", StringComparison.Ordinal)
            || name is "customer_id" or "gift_message" or "shipping_instructions" or "special_services" or "routing_sw"
        );
}

/// <summary>One line of a posted order.</summary>
public sealed record PostedItem
{
    public Dictionary<string, string> Header { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    public Dictionary<string, string> Extra { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The value of a field; null if it was not posted, or was empty.</summary>
    public string? this[string name] => Header.GetValueOrDefault(name);
}
