using System.Globalization;

namespace Crossdock.TestSupport;

/// <summary>The words of a command line, read one after the other.</summary>
public sealed class CommandWords(IReadOnlyList<string> words)
{
    private int next;

    /// <summary>The next word; null after the last.</summary>
    public string? Next() => next < words.Count ? words[next++] : null;

    /// <summary>What follows an option.</summary>
    /// <param name="what">What is to be there, for the message.</param>
    /// <exception cref="FormatException">Nothing follows it.</exception>
    public string Value(string what) =>
        Next() ?? throw new FormatException($"{words[next - 1]} is followed by nothing: add {what}");

    /// <summary>The number that follows an option.</summary>
    /// <exception cref="FormatException">It is none, or too small or large.</exception>
    public int Number(int min, int max)
    {
        var option = words[next - 1];
        var value = Value("a number");
        return
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min
            && number <= max
            ? number
            : throw new FormatException($"{option} is {value}: set a whole number from {min} to {max}");
    }
}
