namespace Crossdock.Adapters.FileDrop;

/// <summary>A row of a table: its non-empty fields by their column's name, or what is wrong with it beside the fields that could be read.</summary>
internal sealed record CsvRow(int Line, IReadOnlyDictionary<string, string> Fields, string? Problem);

/// <summary>
/// Comma-separated values as RFC 4180 has them: quotes around a field, a quote doubled inside; any kind of line end. A row that cannot be
/// read costs only itself.
/// </summary>
internal static class Csv
{
    /// <summary>Of one table.</summary>
    private const int MaxRows = 100_000;

    /// <summary>The rows below the heading.</summary>
    /// <exception cref="FormatException">The text is no table with this column; the message says where.</exception>
    public static IEnumerable<CsvRow> Read(string text, string requiredColumn)
    {
        string[]? heading = null;
        var rows = 0;
        foreach (var raw in new CsvText(text.TrimEnd('\u001A', '\0')).Rows())
        {
            if (++rows > MaxRows)
            {
                throw new FormatException($"it has more than {MaxRows} rows");
            }

            if (heading is not null)
            {
                if (ToRow(heading, raw) is { } row)
                {
                    yield return row;
                }
            }
            else if (raw.Problem is not null)
            {
                throw new FormatException($"line {raw.Line}: {raw.Problem}");
            }
            else if (raw.Fields.Exists(field => !string.IsNullOrWhiteSpace(field)))
            {
                heading = [.. raw.Fields.Select(field => field.Trim())];
                if (!heading.Contains(requiredColumn, StringComparer.OrdinalIgnoreCase))
                {
                    throw new FormatException($"its first row names no column {requiredColumn}");
                }
            }
        }
    }

    /// <summary>Null where the row is empty. Spreadsheets pad rows with empty fields: those are none.</summary>
    private static CsvRow? ToRow(string[] heading, CsvText.Row raw)
    {
        var (fields, problem) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), raw.Problem);
        foreach (var (place, field) in raw.Fields.Index())
        {
            if (field.Trim() is not { Length: > 0 } value)
            {
                continue;
            }

            if (place >= heading.Length || heading[place].Length == 0)
            {
                problem ??= $"field {place + 1} has no name in the heading";
            }
            else if (!fields.TryAdd(heading[place], value))
            {
                problem ??= $"the column {heading[place]} is there twice";
            }
        }

        return fields.Count > 0 || problem is not null ? new(raw.Line, fields, problem) : null;
    }
}
