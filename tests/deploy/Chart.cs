using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Crossdock.TestSupport;

namespace Crossdock.Deploy.Tests;

/// <summary>
/// The Helm chart, and what it renders: <c>rendered.yaml</c>, which is in the repository because helm is not on every machine. Its first line
/// is the hash of what it was made of. With <c>CROSSDOCK_WRITE_CHART=1</c> it is written again, by the helm of <c>CROSSDOCK_TEST_HELM</c> or of the path.
/// </summary>
internal static class Chart
{
    public const string Folder = "deploy/helm/crossdock";
    private const string Rendered = "tests/deploy/rendered.yaml";
    private const string Values = "tests/deploy/values.yaml";

    /// <summary>The manifests as they are in the repository.</summary>
    public static string Manifests => File.ReadAllText(PathOf(Rendered));

    /// <summary>The first line that <see cref="Manifests"/> has where it was made of the chart as it is.</summary>
    public static string Header => $"# helm template hub {Folder} --values {Values} ({Hash()})";

    /// <summary>The manifests as helm renders them now, with the header; null where there is no helm.</summary>
    public static async Task<string?> RenderAsync()
    {
        var helm = Environment.GetEnvironmentVariable("CROSSDOCK_TEST_HELM") is { Length: > 0 } given ? given : "helm";
        var start = new ProcessStartInfo(helm, ["template", "hub", Folder, "--values", Values])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        Process? process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        using (process)
        {
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
            var whole = $"{Header}\n{text}";
            if (Environment.GetEnvironmentVariable("CROSSDOCK_WRITE_CHART") == "1")
            {
                await File.WriteAllTextAsync(PathOf(Rendered), whole);
            }

            return whole;
        }
    }

    public static string PathOf(string file) => Path.Combine(Repository.Root, file);

    private static string Hash()
    {
        var files = Directory
            .EnumerateFiles(PathOf(Folder), "*", SearchOption.AllDirectories)
            .Append(PathOf(Values))
            .Order(StringComparer.Ordinal);
        var all = string.Concat(files.Select(File.ReadAllText));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..16];
    }
}
