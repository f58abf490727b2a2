using System.Diagnostics;

namespace Crossdock.Platform.Observability;

/// <summary>
/// One trace per order over its whole life: its trace parent is kept in the order's documents, and each step joins it, days later too.
/// </summary>
public static class OrderTrace
{
    /// <summary>The name of the source of all our own activities.</summary>
    public const string SourceName = "Crossdock";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>What to keep in a document, so that later steps join the trace that is running now.</summary>
    public static string? Current => Activity.Current?.Id;

    /// <summary>The id of the order that the running step is about; null if it is about none, or about many.</summary>
    public static string? OrderNow()
    {
        for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
        {
            if (activity.GetTagItem("OrderId") is string { Length: > 0 } id)
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>The trace parent of a new order, whether or not anybody listens, so that its trace id never changes.</summary>
    public static string NewParent() => $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01";

    /// <summary>Starts a step of the order's trace; null where nobody listens.</summary>
    /// <param name="name">What the step does, for example <c>submit delivery</c>.</param>
    /// <param name="traceParent">From the order's document; null starts a new trace.</param>
    public static Activity? Start(string name, string? traceParent) =>
        Source.StartActivity(
            name,
            ActivityKind.Internal,
            ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent) ? parent : default
        );

    /// <summary>Starts a step of the trace with this id; null starts a new trace.</summary>
    public static Activity? Join(string name, string? traceId) =>
        Start(name, traceId is null ? null : $"00-{traceId}-{ActivitySpanId.CreateRandom()}-01");
}
