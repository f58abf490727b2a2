using System.Diagnostics;

namespace Crossdock.Sandbox.Tests;

public sealed class When_the_sandbox_is_restarted : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("crossdock-sandbox-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Should_resume_after_a_restart()
    {
        string upc;
        await using (
            var first = await Running.StartAsync(options =>
            {
                options.Data = folder;
                options.Pace.ImportMilliseconds = 3_600_000;
            })
        )
        {
            upc = await first.UpcAsync();
            await first.PostAsync("/sandbox/orders", new { number = "KEPT" });
            await first.AddTicketAsync("T1", "KEPT", lines: (upc, 1));
        }

        // Two hours later the import is due.
        await using var second = await Running.StartAsync(options =>
        {
            options.Data = folder;
            options.Time = new ShiftedClock(TimeSpan.FromHours(2));
        });
        await second.TicketAsync("T1", ticket => (string)ticket["status"]! == "Shipped Complete");
        Assert.Equal("KEPT", (string)(await second.GetAsync("/sandbox/orders"))[0]!["number"]!);
    }

    [Fact]
    public async Task Should_keep_everything_it_answered_when_it_is_killed()
    {
        using (var process = Start("--urls", "http://127.0.0.1:0", "--Sandbox:Data", folder))
        {
            var line = (await process.StandardOutput.ReadLineAsync())!;
            using var http = new HttpClient
            {
                BaseAddress = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]),
            };
            using var seeded = await http.PostAsync("/sandbox/seed", null);
            seeded.EnsureSuccessStatusCode();
            process.Kill();
            await process.WaitForExitAsync();
        }

        await using var again = await Running.StartAsync(options => options.Data = folder);

        Assert.Equal(100, (await again.GetAsync("/sandbox/orders")).AsArray().Count);
    }

    [Fact]
    public async Task Should_name_a_folder_whose_database_cannot_be_opened_and_exit_with_2()
    {
        Directory.CreateDirectory(Path.Combine(folder, "sandbox.db"));
        using var process = Start("--urls", "http://127.0.0.1:0", "--Sandbox:Data", folder);
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith($"Sandbox:Data is {folder}, which cannot be written", said, StringComparison.Ordinal);
        Assert.Single(said.Trim().Split('\n'));
    }

    [Fact]
    public async Task Should_name_an_invalid_setting_and_exit_with_2()
    {
        using var process = Start("--Sandbox:Bergen:TimeZone", "Mars/Olympus");
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.Equal(
            "Sandbox:Bergen:TimeZone is 'Mars/Olympus', which is no known time zone; set an IANA name such as America/New_York.",
            said.Trim()
        );
    }

    [Fact]
    public async Task Should_answer_its_own_question_for_its_health()
    {
        using var process = Start("--urls", "http://127.0.0.1:0");
        var line = (await process.StandardOutput.ReadLineAsync())!;
        var urls = line[line.IndexOf("http", StringComparison.Ordinal)..];

        // On a busy machine the program takes seconds to start, which count towards the question's own time-out.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await AskAsync(urls) != 0)
        {
            limit.Token.ThrowIfCancellationRequested();
        }

        process.Kill();
        await process.WaitForExitAsync();
        Assert.Equal(1, await AskAsync(urls));

        static async Task<int> AskAsync(string urls)
        {
            using var question = Start("--urls", urls, "--health-check");
            await question.WaitForExitAsync();
            return question.ExitCode;
        }
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [typeof(SandboxServer).Assembly.Location, .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["Sandbox__Allow"] = "true" },
            }
        )!;
}

/// <summary>The system clock, shifted ahead.</summary>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
