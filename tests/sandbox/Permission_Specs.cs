using System.Diagnostics;

namespace Crossdock.Sandbox.Tests;

public sealed class When_the_sandbox_is_started_as_a_process
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("Production", null)]
    [InlineData("Staging", "false")]
    public async Task Should_refuse_outside_development(string? environment, string? allow)
    {
        using var process = Start(environment, allow);

        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("Sandbox:Allow=true", Assert.Single(Lines(said)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", null)]
    [InlineData("Production", "true")]
    public async Task Should_start_in_development_or_if_allowed(string environment, string? allow)
    {
        using var process = Start(environment, allow);
        try
        {
            var said = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

            Assert.StartsWith("The sandbox listens on", said, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static Process Start(string? environment, string? allow)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", typeof(SandboxServer).Assembly.Location, "--urls", "http://127.0.0.1:0" },
        };
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        start.Environment["DOTNET_ENVIRONMENT"] = environment;
        if (allow is not null)
        {
            start.Environment["Sandbox__Allow"] = allow;
        }
        return Process.Start(start)!;
    }
}
