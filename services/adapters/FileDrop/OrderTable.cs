using System.Text.Json.Nodes;

namespace Crossdock.Adapters.FileDrop;

/// <summary>Orders out of a table with a row for each of their lines. Pure.</summary>
internal static class OrderTable
{
    private static readonly string[] LineColumns = ["sku", "quantity", "unitPrice", "description"];
    private static readonly string[] OrderColumns = ["number", "orderedAt", "shipMethod", "void", "currency", "notes"];

    /// <summary>A row that cannot be read makes its order unreadable: better no parcel than half of one.</summary>
    /// <exception cref="FormatException">The text is no table of orders.</exception>
    public static IEnumerable<FoundOrder> Split(DropText text, JsonNodeOptions anyCase)
    {
        foreach (var rows in Csv.Read(text.Text, "number").GroupBy(NumberIn, StringComparer.Ordinal))
        {
            if (rows.Key is not { } number)
            {
                foreach (var row in rows)
                {
                    yield return row.Problem is { } problem
                        ? new($"line {row.Line}", null, null, problem)
                        : OrderFile.Unnamed($"line {row.Line}");
                }

                continue;
            }

            var place = $"line {rows.First().Line}";
            yield return rows.Select(row => ProblemOf(row, text)).FirstOrDefault(problem => problem is not null)
                is { } wrong
                ? new(place, number, null, wrong)
                : new(place, number, FromRows(rows, anyCase), null);
        }
    }

    private static string? NumberIn(CsvRow row) => OrderFile.ToNumber(row.Fields.GetValueOrDefault("number"));

    private static string? ProblemOf(CsvRow row, DropText text)
    {
        var problem =
            row.Problem
            ?? (row.Fields.Values.Any(text.IsBad) ? DropText.BadBytes : null)
            ?? (
                row.Fields.TryGetValue("void", out var value) && !bool.TryParse(value, out _)
                    ? $"void is \"{value}\", and neither true nor false"
                    : null
            );
        return problem is null ? null : $"line {row.Line}: {problem}";
    }

    /// <summary>What is said of the order is taken from its first row; a column that is neither the order's nor a line's is the address's.</summary>
    private static JsonObject FromRows(IEnumerable<CsvRow> rows, JsonNodeOptions anyCase)
    {
        var (order, shipTo, lines) = (new JsonObject(anyCase), new JsonObject(anyCase), new JsonArray());
        foreach (var row in rows)
        {
            var line = new JsonObject(anyCase);
            foreach (var (column, value) in row.Fields)
            {
                var home =
                    Has(LineColumns, column) ? line
                    : Has(OrderColumns, column) ? order
                    : shipTo;
                home.TryAdd(column, Has(["void"], column) ? JsonValue.Create(bool.Parse(value)) : value);
            }

            lines.Add(line);
        }

        (order["shipTo"], order["lines"]) = (shipTo, lines);
        return order;
    }

    private static bool Has(string[] columns, string column) =>
        columns.Contains(column, StringComparer.OrdinalIgnoreCase);
}
