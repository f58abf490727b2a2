using System.Diagnostics;

namespace Crossdock.AllInOne.Tests;

/// <summary>The program as a person starts it: a process of its own.</summary>
public sealed class When_the_program_is_run
{
    [Fact]
    public async Task Should_settle_every_order_and_say_so_on_the_last_line()
    {
        var (code, output, error) = await RunAsync("--once", "--orders", "12", "--seed", "3");

        Assert.Equal("", error);
        Assert.Equal(0, code);
        var lines = output.TrimEnd().Split('\n');
        Assert.Matches(
            @"^orders=12 confirmed=\d+ held=\d+ skipped=\d+ canceled=\d+ lost=0 doubled=0 unseen=0$",
            lines[^1].TrimEnd()
        );
        Assert.Matches(@"^seconds=\d+\.\d orders_per_second=\d+\.\d$", lines[^2].TrimEnd());
        Assert.Equal("stock: cart and warehouse agree", lines[^3].TrimEnd());
        Assert.Equal(12, lines[^1].Trim().Split(' ').Skip(1).Sum(part => int.Parse(part.Split('=')[1], null)));
        Assert.DoesNotContain('\e', output);
    }

    [Theory]
    [InlineData("--orders is many: set a whole number from 1 to 100000", "--orders", "many")]
    [InlineData("--rabbitmq is followed by nothing: add amqp://user:password@host:5672", "--rabbitmq")]
    public async Task Should_end_with_2_and_one_line_on_a_broken_option(string line, params string[] args) =>
        Assert.Equal((2, "", $"{line}\n"), await RunAsync(args));

    [Fact]
    public async Task Should_name_the_setting_where_the_broker_is_no_address()
    {
        var (code, _, error) = await RunAsync("--once", "--rabbitmq", "nonsense");

        Assert.Equal(2, code);
        Assert.StartsWith("Bus:RabbitMq", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Should_show_its_help()
    {
        var (code, output, error) = await RunAsync("--help");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("--once", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(Options).Assembly.Location, .. args])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
