using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

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
        var logger = new ScreenLogger(Screen());
        logger.LogWarning("The connection {Connection} is paused.", "acme");
        logger.LogError("Broken.");
        logger.LogInformation("Nobody needs to know.");

        var lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.EndsWith("warning: The connection acme is paused.", lines[0], StringComparison.Ordinal);
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

    private void LogChange(string before, string after) =>
        new ScreenLogger(Screen()).Log(
            LogLevel.Information,
            new EventId(300, "OrderStatusChanged"),
            new Dictionary<string, object?>
            {
                ["OrderNumber"] = "#1042",
                ["StatusBefore"] = before,
                ["Status"] = after,
                ["Description"] = "accepted by the warehouse as PT-1",
            }.ToList() as IReadOnlyList<KeyValuePair<string, object?>>,
            null,
            (_, _) => "unused"
        );

    [GeneratedRegex(@"^\d\d:\d\d:\d\d  #1042 .*\n$", RegexOptions.None, 1000)]
    private static partial Regex Line();
}
