using System.Text.RegularExpressions;
using Serilog;
using Serilog.Core;

namespace Crossdock.AllInOne.Tests;

public sealed partial class When_something_happens_to_an_order : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };

    [Fact]
    public void Should_be_one_line_that_a_person_can_read()
    {
        LogChange("new", "at_wms");

        Assert.Matches(Line(), output.ToString());
        Assert.EndsWith(
            "#1042            new → at_wms           accepted by the warehouse as PT-1\n",
            output.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Should_show_the_first_status_alone()
    {
        LogChange("", "new");

        Assert.Contains("#1042            new      ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_show_warnings_and_errors_as_they_are()
    {
        using var logger = Logger();
        logger.Warning("The connection {Connection} is down.", "acme");
        logger.Error("Broken.");
        logger.Information("Nobody needs to know.");

        var lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.EndsWith("warning: The connection acme is down.", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("ERROR: Broken.", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Should_write_no_control_characters_where_the_output_is_no_terminal()
    {
        var screen = Screen();
        screen.Progress("3 of 60");
        screen.Line("A line.");

        Assert.Equal("A line.\n", output.ToString());
    }

    [Fact]
    public void Should_keep_the_progress_below_the_lines_on_a_terminal()
    {
        var screen = Screen(isTerminal: true);
        screen.Progress("3 of 60");
        screen.Line("A line.");

        Assert.Equal("\r\e[2K3 of 60\r\e[2KA line.\n3 of 60", output.ToString());
    }

    public void Dispose() => output.Dispose();

    private Screen Screen(bool isTerminal = false) => new(output, isTerminal, TimeProvider.System);

    private Logger Logger() => new LoggerConfiguration().WriteTo.Sink(new ScreenSink(Screen())).CreateLogger();

    private void LogChange(string before, string after)
    {
        using var logger = Logger();
        logger
            .ForContext("EventName", "OrderStatusChanged")
            .Information(
                "{OrderNumber}: {StatusBefore} → {Status}: {Description}",
                "#1042",
                before,
                after,
                "accepted by the warehouse as PT-1"
            );
    }

    [GeneratedRegex(@"^\d\d:\d\d:\d\d  #1042 .*\n$", RegexOptions.None, 1000)]
    private static partial Regex Line();
}
