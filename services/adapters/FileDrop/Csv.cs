using System.Text;

namespace Crossdock.Adapters.FileDrop;

/// <summary>Comma-separated values as RFC 4180 has them: quotes around a field, a quote doubled inside, either kind of line end.</summary>
public static class Csv
{
    /// <summary>The rows below the heading, each as the non-empty fields by their column's name.</summary>
    /// <exception cref="FormatException">The text is no such table; the message says where.</exception>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string text)
    {
        string[]? heading = null;
        foreach (var (fields, line) in Rows(text))
        {
            if (heading is null)
            {
                heading = [.. fields.Select(field => field.Trim())];
                continue;
            }

            if (fields.Count > heading.Length)
            {
                throw new FormatException($"line {line} has more fields than the heading");
            }

            var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (place, field) in fields.Index())
            {
                if (field.Trim() is { Length: > 0 } value && !row.TryAdd(heading[place], value))
                {
                    throw new FormatException($"the column {heading[place]} is there twice");
                }
            }

            if (row.Count > 0)
            {
                yield return row;
            }
        }
    }

    private static IEnumerable<(List<string> Fields, int Line)> Rows(string text)
    {
        var (fields, field, quoted, line) = (new List<string>(), new StringBuilder(), false, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append(text[i++]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (quoted || c is not (',' or '\n' or '\r'))
            {
                field.Append(c);
            }
            else if (c != '\r')
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    yield return (fields, line);
                    fields = [];
                }
            }

            line += c == '\n' ? 1 : 0;
        }

        if (quoted)
        {
            throw new FormatException("a quote is not closed");
        }

        fields.Add(field.ToString());
        yield return (fields, line);
    }
}
