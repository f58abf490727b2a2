using System.Text;

namespace Crossdock.Adapters.FileDrop;

/// <summary>Splits comma-separated values into rows of fields. After a row that cannot be split it goes on with the next line.</summary>
internal sealed class CsvText(string text)
{
    /// <summary>A quoted field over more lines is a quote that was never closed.</summary>
    private const int MaxLines = 100;
    private int at;
    private int line = 1;

    /// <param name="Line">Where it begins, counted from 1.</param>
    /// <param name="Fields">As far as they could be split.</param>
    /// <param name="Problem">Null where all could.</param>
    public sealed record Row(int Line, List<string> Fields, string? Problem);

    public IEnumerable<Row> Rows()
    {
        while (at < text.Length)
        {
            yield return Next();
        }
    }

    private Row Next()
    {
        var (begin, first) = (at, line);
        var fields = new List<string>();
        while (true)
        {
            if (at < text.Length && text[at] == '"')
            {
                if (Quoted() is not { } field)
                {
                    (at, line) = (begin, first);
                    SkipTo("\r\n");
                    EndLine();
                    return new(first, fields, "a quote is not closed, or followed by more than a comma");
                }

                fields.Add(field);
            }
            else
            {
                var start = at;
                SkipTo(",\r\n");
                fields.Add(text[start..at]);
            }

            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            EndLine();
            return new(first, fields, null);
        }
    }

    /// <summary>The field whose opening quote is here; null where it does not end as it should.</summary>
    private string? Quoted()
    {
        var (field, last) = (new StringBuilder(), line + MaxLines);
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                field.Append(text[at]);
                line += IsLineEnd(at) ? 1 : 0;
                if (line > last)
                {
                    return null;
                }
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append(text[at++]);
            }
            else
            {
                at++;
                while (at < text.Length && text[at] is ' ' or '\t')
                {
                    at++;
                }

                return at == text.Length || text[at] is ',' or '\r' or '\n' ? field.ToString() : null;
            }
        }

        return null;
    }

    private void SkipTo(ReadOnlySpan<char> ends)
    {
        var next = text.AsSpan(at).IndexOfAny(ends);
        at = next < 0 ? text.Length : at + next;
    }

    /// <summary>Passes CR LF, LF or CR.</summary>
    private void EndLine()
    {
        if (at < text.Length)
        {
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            line++;
        }
    }

    /// <summary>True for the last character of a line end.</summary>
    private bool IsLineEnd(int i) =>
        text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'));
}
