using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Crossdock.Bergen.Tests.Support;

/// <summary>Keeps what is logged, as "Level EventName message".</summary>
internal sealed class ListLogger : ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => lines.Enqueue($"{logLevel} {eventId.Name} {formatter(state, exception)} {exception}");
}
