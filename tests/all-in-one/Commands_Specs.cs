using System.Text.RegularExpressions;
using Crossdock.TestSupport;

namespace Crossdock.AllInOne.Tests;

/// <summary>
/// The fenced blocks of README and docs. A comment before a block of shell commands says who runs it: <c>run</c> (this spec does, before a
/// started all-in-one), <c>run elsewhere: file …</c>, or <c>not run: why</c>.
/// </summary>
public sealed partial class When_a_reader_follows_the_documents : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private ChildProcess? hub;
    private int port;

    public async ValueTask InitializeAsync()
    {
        port = FreePort.Find(2)[0];
        hub = ChildProcess.Start(
            "dotnet",
            ["exec", typeof(Options).Assembly.Location, "--port", $"{port}", "--orders", "20"],
            [],
            folder.Path
        );
        await Wait.UntilAsync(
            () => Task.FromResult(hub.Lines.Any(line => line.StartsWith("orders=", StringComparison.Ordinal))),
            TimeSpan.FromMinutes(3),
            () => $"all-in-one to settle its orders:\n{hub.Output}"
        );
    }

    public async ValueTask DisposeAsync()
    {
        await (hub?.DisposeAsync() ?? ValueTask.CompletedTask);
        folder.Dispose();
    }

    [Fact]
    public async Task Should_have_each_command_answered_as_in_the_text()
    {
        // In the order in which somebody reads: the README places the order that the others ask about.
        foreach (var block in Blocks().Where(block => block.Mark == "run"))
        {
            var (code, output) = await RunAsync(block.Text);
            Assert.True(code == 0, $"{block}: {code}\n{block.Text}\n{output}");
        }
    }

    internal static IEnumerable<Block> Blocks()
    {
        var root = Repository.Root;
        return new[] { Path.Combine(root, "README.md") }
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories).Order())
            .SelectMany(file =>
                Fence()
                    .Matches(File.ReadAllText(file))
                    .Select(found => new Block(
                        Path.GetRelativePath(root, file),
                        found.Groups["language"].Value,
                        found.Groups["mark"].Value.Trim(),
                        found.Groups["text"].Value
                    ))
            );
    }

    private async Task<(int Code, string Output)> RunAsync(string text)
    {
        // Fails where the answer is an error; what is in braces is an id, not a list for curl.
        const string Curl =
            "curl() { command curl --globoff --silent --show-error --fail-with-body --max-time 60 \"$@\"; }";
        const string Id =
            "curl -H @data/key 'http://127.0.0.1:5100/api/v1/orders?number=%231042' | grep -o '\"orderId\":\"[^\"]*' | head -1 | cut -d'\"' -f4";
        var script = $"set -euo pipefail\n{Curl}\n";
        if (text.Contains("{id}", StringComparison.Ordinal))
        {
            // The order was placed by a block before; the cart is polled every second.
            script += $"for try in {{1..100}}; do id=$({Id}) && [ -n \"$id\" ] && break; sleep 0.3; done\n";
            text = text.Replace("{id}", "'$id'", StringComparison.Ordinal);
        }

        script = (script + text)
            .Replace("127.0.0.1:5100", $"127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("127.0.0.1:5101", $"127.0.0.1:{port + 1}", StringComparison.Ordinal);
        await using var shell = ChildProcess.Start("bash", ["-c", script], [], folder.Path);
        return (await shell.EndedAsync(), shell.Output);
    }

    [GeneratedRegex(
        "^(<!-- (?<mark>[^>]*) -->\\r?\\n)?```(?<language>[a-z]*)\\r?\\n(?<text>.*?)^```\\r?$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Fence();

    internal sealed record Block(string File, string Language, string Mark, string Text)
    {
        public override string ToString() => $"{File}: {Text.Split('\n')[0]}";
    }
}

public sealed partial class When_a_document_shows_a_command
{
    [Fact]
    public void Should_name_the_language_of_each_block_and_who_runs_each_command()
    {
        var blocks = When_a_reader_follows_the_documents.Blocks().ToList();

        Assert.True(blocks.Count > 20);
        Assert.All(
            blocks,
            block =>
            {
                Assert.True(block.Language.Length > 0, $"{block} names no language");
                Assert.True(
                    block.Language != "sh" || Mark().IsMatch(block.Mark),
                    $"{block} is not marked: write <!-- run -->, <!-- run elsewhere: tests/… --> or <!-- not run: why --> before it"
                );
                Assert.False(
                    block.Language != "sh" && Command().IsMatch(block.Text),
                    $"{block} holds a command and is not marked as sh"
                );
            }
        );
    }

    [Fact]
    public void Should_name_specs_that_there_are() =>
        Assert.All(
            When_a_reader_follows_the_documents
                .Blocks()
                .Select(block => Elsewhere().Match(block.Mark))
                .Where(m => m.Success),
            elsewhere =>
                Assert.True(File.Exists(Path.Combine(Repository.Root, elsewhere.Groups["file"].Value)), elsewhere.Value)
        );

    [GeneratedRegex("^(run|run elsewhere: tests/[^ ]+.*|not run: .{10,})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();

    [GeneratedRegex("^run elsewhere: (?<file>[^ ]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(
        "^(curl|dotnet|docker|kubectl|helm|tests/|deploy/) ?",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1000
    )]
    private static partial Regex Command();
}
