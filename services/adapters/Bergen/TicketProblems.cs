using System.Globalization;

namespace Crossdock.Adapters.Bergen;

/// <summary>Collects what keeps a delivery from being sent, one sentence each, while its ticket is written.</summary>
/// <param name="replacesCharacters">False if a text with characters that Bergen cannot take is a problem.</param>
internal sealed class TicketProblems(bool replacesCharacters = true)
{
    /// <summary>A person mends a few things at a time.</summary>
    private const int MaxSentences = 10;

    private readonly List<string> sentences = [];

    private readonly List<string> replaced = [];

    /// <summary>What a person should know of a ticket that can be sent; null where nothing.</summary>
    public string? Note =>
        replaced.Count == 0
            ? null
            : $"Characters that Bergen cannot take were replaced by blanks in: {string.Join(", ", replaced.Distinct(StringComparer.Ordinal))}.";

    public bool Any => sentences.Count > 0;

    public override string ToString() =>
        string.Join(" ", sentences.Distinct(StringComparer.Ordinal).Take(MaxSentences));

    public void Add(string sentence) => sentences.Add(sentence);

    /// <summary>Text for people, cleaned; null where there is none.</summary>
    public string? Text(string what, string? text, int limit)
    {
        NoteReplaced(what, text);
        return Fit(what, FieldText.Clean(text), limit);
    }

    /// <summary>Notes that the text holds characters for which blanks are sent, or refuses it.</summary>
    public void NoteReplaced(string what, string? text)
    {
        if (!FieldText.Replaces(text))
        {
            return;
        }

        if (replacesCharacters)
        {
            replaced.Add(what);
        }
        else
        {
            Add($"The {what} contains characters that Bergen cannot take: correct it.");
        }
    }

    /// <summary>A code or number: never changed, only trimmed.</summary>
    public string? Code(string what, string? code, int limit)
    {
        var trimmed = code?.Trim() ?? "";
        if (FieldText.Clean(trimmed) != trimmed)
        {
            Add($"The {what} holds characters that cannot be sent to Bergen.");
            return null;
        }

        return Fit(what, trimmed, limit);
    }

    public string? Require(string what, string? text)
    {
        // What was there and did not fit has its sentence already; both together say what to mend.
        if (text is null)
        {
            Add($"The {what} is missing.");
        }

        return text;
    }

    private string? Fit(string what, string text, int limit)
    {
        if (text.Length > limit)
        {
            Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The {what} has {text.Length} characters and Bergen takes {limit}: shorten it."
                )
            );
        }

        return text.Length == 0 ? null : text;
    }
}
