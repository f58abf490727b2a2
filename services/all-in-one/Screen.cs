namespace Crossdock.AllInOne;

/// <summary>The console: lines that stay, and on a terminal one line below them that shows how far it is.</summary>
internal sealed class Screen(TextWriter output, bool isTerminal, TimeProvider time)
{
    private const string ClearLine = "\r\e[2K";
    private readonly Lock writing = new();
    private string progress = "";

    public void Line(string text)
    {
        lock (writing)
        {
            output.WriteLine(isTerminal ? $"{ClearLine}{text}" : text);
            output.Write(isTerminal ? progress : "");
        }
    }

    /// <summary>A line that begins with the time of day.</summary>
    public void Event(string text) => Line($"{time.GetLocalNow():HH:mm:ss}  {text}");

    /// <summary>What the last line shows; nothing where the output is not a terminal.</summary>
    public void Progress(string text)
    {
        lock (writing)
        {
            progress = text;
            output.Write(isTerminal ? $"{ClearLine}{text}" : "");
        }
    }
}
