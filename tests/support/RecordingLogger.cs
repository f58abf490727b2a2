using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Crossdock.TestSupport;

/// <summary>An event that was logged.</summary>
/// <param name="Event">Its name.</param>
/// <param name="Properties">The values in its message, with their names.</param>
public sealed record LogEntry(
    LogLevel Level,
    string? Event,
    string Text,
    Exception? Exception,
    IReadOnlyList<KeyValuePair<string, object?>> Properties
)
{
    /// <summary>The value of the property with this name.</summary>
    public object? this[string name] => Properties.Single(p => p.Key == name).Value;

    public override string ToString() => $"{Level} {Event} {Text} {Exception}";
}

/// <summary>Records what is logged: a logger, and a provider of itself for every category.</summary>
public class RecordingLogger : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<LogEntry> entries = [];

    public IReadOnlyCollection<LogEntry> Entries => entries;

    /// <summary>All of them, as "Level EventName text exception".</summary>
    public IEnumerable<string> Lines => entries.Select(e => e.ToString());

    public IEnumerable<string?> Events => entries.Select(e => e.Event);

    /// <summary>The texts of the events with this name.</summary>
    public IEnumerable<string> Of(string name) => entries.Where(e => e.Event == name).Select(e => e.Text);

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
    ) =>
        entries.Enqueue(
            new(
                logLevel,
                eventId.Name,
                formatter(state, exception),
                exception,
                state is IEnumerable<KeyValuePair<string, object?>> properties ? [.. properties] : []
            )
        );

    public void Dispose() => GC.SuppressFinalize(this);
}

/// <summary>For a constructor that wants its own logger.</summary>
public sealed class RecordingLogger<T> : RecordingLogger, ILogger<T>;
