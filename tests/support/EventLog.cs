using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Crossdock.TestSupport;

/// <summary>Remembers what was logged: a logger, and a provider of it.</summary>
public sealed class EventLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(string? Name, string Text, string Line)> events = [];

    /// <summary>All, as "Level EventName text exception".</summary>
    public IEnumerable<string> Lines => events.Select(e => e.Line);

    /// <summary>The texts of the events with this name.</summary>
    public IEnumerable<string> Of(string name) => events.Where(e => e.Name == name).Select(e => e.Text);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        var text = formatter(state, exception);
        events.Enqueue((eventId.Name, text, $"{logLevel} {eventId.Name} {text} {exception}"));
    }

    public void Dispose() { }
}
