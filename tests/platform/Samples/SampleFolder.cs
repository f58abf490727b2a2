using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.TestSupport;

namespace Crossdock.Platform.Tests.Samples;

/// <summary>The samples of this and of earlier versions: <c>messages/OrderReceived.1.json</c> and so on. They are added to, never edited.</summary>
internal static class SampleFolder
{
    public const string Setting = "CROSSDOCK_WRITE_SAMPLES";

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Path { get; } = System.IO.Path.Combine(Repository.Root, "tests", "platform", "Samples");

    public static bool IsWriting { get; } = Environment.GetEnvironmentVariable(Setting) is not null;

    /// <summary>All sample files, as <c>folder/name.number.json</c>.</summary>
    public static IEnumerable<string> Files =>
        Directory
            .EnumerateFiles(Path, "*.json", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Path, file));

    public static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Path, file)))!;

    /// <summary>The samples of a form, the earliest first.</summary>
    public static IReadOnlyList<string> Of(WrittenForm form) =>
        [.. Enumerable.Range(1, 1000).Select(number => NameOf(form, number)).TakeWhile(Exists)];

    /// <summary>Adds a sample, unless the latest one is like it.</summary>
    public static void Add(WrittenForm form)
    {
        var samples = Of(form);
        if (samples.Count > 0 && JsonNode.DeepEquals(Read(samples[^1]), form.Write()))
        {
            return;
        }

        var file = System.IO.Path.Combine(Path, NameOf(form, samples.Count + 1));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, form.Write().ToJsonString(Layout) + "\n");
    }

    private static bool Exists(string file) => File.Exists(System.IO.Path.Combine(Path, file));

    private static string NameOf(WrittenForm form, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{form.Folder}/{form.Name}.{number}.json");
}
