using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Crossdock.CartAdapter.Tests.Support;

/// <summary>Remembers the events that were logged.</summary>
internal sealed class EventLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(string? Name, string Text)> events = [];

    public IEnumerable<string> Of(string name) =>
        events.Where(e => e.Name == name).Select(e => e.Text);

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
    ) => events.Enqueue((eventId.Name, formatter(state, exception)));

    public void Dispose() { }
}
