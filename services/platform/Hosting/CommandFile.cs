using Crossdock.Platform.Settings;

namespace Crossdock.Platform.Hosting;

/// <summary>The file of a command, or the standard input and output in its place.</summary>
internal static class CommandFile
{
    private const string Standard = "-";

    /// <summary>The word after the command; null if there is none.</summary>
    public static string? Of(string[] args) =>
        args is [_, { Length: > 0 } file, ..] && !file.StartsWith("--", StringComparison.Ordinal) ? file : null;

    /// <summary>Only its owner can read it: it holds people's addresses.</summary>
    public static Stream Create(string file)
    {
        if (file == Standard)
        {
            return Console.OpenStandardOutput();
        }

        PrivateFolder.CreateFile(file);
        return new FileStream(file, FileMode.Truncate, FileAccess.Write);
    }

    public static Stream Open(string file) => file == Standard ? Console.OpenStandardInput() : File.OpenRead(file);

    /// <summary>What a command says goes to the error output: the other one may be the file.</summary>
    public static async Task<int> EndAsync(int code, string text)
    {
        await Console.Error.WriteLineAsync(text);
        return code;
    }
}
