using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Crossdock.AllInOne;

/// <summary>Shows log events to a person: a change of an order's status on one line, warnings as they are.</summary>
internal sealed class ScreenSink(Screen screen) : ILogEventSink
{
    // "lj": texts without quotation marks.
    private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);

    public void Emit(LogEvent logEvent)
    {
        if (Text(logEvent, "EventName") == "OrderStatusChanged")
        {
            var status = Text(logEvent, "Status");
            var change = Text(logEvent, "StatusBefore") is { Length: > 0 } before ? $"{before} → {status}" : status;
            screen.Event($"{Text(logEvent, "OrderNumber"), -16} {change, -22} {Text(logEvent, "Description")}");
        }
        else if (logEvent.Level >= LogEventLevel.Warning)
        {
            using var text = new StringWriter();
            Message.Format(logEvent, text);
            screen.Event($"{(logEvent.Level == LogEventLevel.Warning ? "warning" : "ERROR")}: {text}");
        }
    }

    private static string? Text(LogEvent logEvent, string property) =>
        (logEvent.Properties.GetValueOrDefault(property) as ScalarValue)?.Value as string;
}
