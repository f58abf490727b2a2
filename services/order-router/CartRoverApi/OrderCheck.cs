namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>Says why a posted order cannot be taken. Pure.</summary>
internal static class OrderCheck
{
    public const int MaxLines = 1000;
    private const int MaxRef = 100;
    private const decimal MaxQuantity = 1_000_000;

    /// <summary>More of money is a mistake, and would not fit where it is added up.</summary>
    private const decimal MaxAmount = 1_000_000_000;

    private static readonly string[] Required =
    [
        "cust_ref",
        "ship_address_1",
        "ship_city",
        "ship_state",
        "ship_zip",
        "ship_country",
    ];

    /// <returns>A message as clients know it; null if the order can be taken.</returns>
    public static string? ReasonNot(PostedFields order) =>
        Missing(order) is [_, ..] missing ? $"Order missing required field(s): {string.Join(", ", missing)}"
        : order["cust_ref"]!.Length > MaxRef ? $"Field cust_ref is longer than {MaxRef} characters."
        : order.Items.Count > MaxLines ? $"Order has {order.Items.Count} items: at most {MaxLines} are taken."
        : Dates(order) ?? Amounts(order) ?? order.Items.Select(InLine).FirstOrDefault(reason => reason is not null);

    private static List<string> Missing(PostedFields order)
    {
        var missing = Required.Where(name => order[name] is null).ToList();
        if ((order["ship_company"] ?? order["ship_first_name"] ?? order["ship_last_name"]) is null)
        {
            missing.Add("ship_company");
        }

        // Where nothing is said of who pays, it is who gets the order.
        if (BillsOther(order) && (order["cust_company"] ?? order["cust_first_name"] ?? order["cust_last_name"]) is null)
        {
            missing.Add("cust_company");
        }

        if (order.Items.Count == 0)
        {
            missing.Add("items");
        }

        foreach (var (index, item) in order.Items.Take(MaxLines).Index())
        {
            missing.AddRange(
                ((string[])["item", "quantity"])
                    .Where(name => item[name] is null)
                    .Select(name => $"items[{index}].{name}")
            );
        }

        return missing;
    }

    /// <summary>True if the order names another address for the bill.</summary>
    public static bool BillsOther(PostedFields order) =>
        !FieldText.IsYes(order["ship_is_billing"])
        && (order["cust_address_1"] ?? order["cust_city"] ?? order["cust_company"] ?? order["cust_last_name"])
            is not null;

    private static string? Dates(PostedFields order) =>
        ((string[])["order_date", "requested_ship_date", "expected_delivery_date"])
            .Where(name => order[name] is { } text && FieldText.Date(text) is null)
            .Select(name => $"Field {name} is no date: send YYYY-MM-DD.")
            .FirstOrDefault();

    private static string? Amounts(PostedFields order) =>
        OrderFields
            .Amounts.Append("tax")
            .Where(name => IsWrong(order[name]))
            .Select(name => $"Field {name} is no amount.")
            .FirstOrDefault();

    private static string? InLine(PostedItem line, int index) =>
        FieldText.Number(line["quantity"]) is not { } quantity
            ? $"Quantity of item {index + 1} ({Name(line)}) is no number."
        : quantity <= 0 ? $"Quantity of item {index + 1} ({Name(line)}) must be greater than 0."
        : quantity > MaxQuantity ? $"Quantity of item {index + 1} ({Name(line)}) is greater than {MaxQuantity:0}."
        : OrderFields
            .LineAmounts.Where(amount => IsWrong(line[amount.Name]))
            .Select(amount => amount.Name)
            .FirstOrDefault()
            is { } name
            ? $"Field {name} of item {index + 1} ({Name(line)}) is no amount."
        : null;

    private static bool IsWrong(string? text) =>
        text is not null && FieldText.Number(text) is not (>= -MaxAmount and <= MaxAmount);

    private static string Name(PostedItem line) => line["item"]![..Math.Min(line["item"]!.Length, 50)];
}
