using System.Globalization;

namespace Crossdock.AllInOne;

/// <summary>Shows log events to a person: a state change on one line, warnings as they are.</summary>
[ProviderAlias("Screen")]
internal sealed class ScreenLogger(Screen screen) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (eventId.Name == "OrderStatusChanged" && state is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            var told = values.ToDictionary(v => v.Key, v => Convert.ToString(v.Value, CultureInfo.InvariantCulture));
            var change = told["StatusBefore"] is { Length: > 0 } before
                ? $"{before} → {told["Status"]}"
                : told["Status"];
            screen.Event($"{told["OrderNumber"], -16} {change, -22} {told["Description"]}");
        }
        else if (logLevel >= LogLevel.Warning)
        {
            screen.Event($"{(logLevel == LogLevel.Warning ? "warning" : "ERROR")}: {formatter(state, exception)}");
        }
    }

    public void Dispose() { }
}
