using System.Diagnostics;
using Crossdock.Platform.Work;

namespace Crossdock.Platform.Observability;

/// <summary>
/// One trace per order over its whole life: its trace parent is kept in the order's documents, and each step joins it, days later too.
/// </summary>
public static class OrderTrace
{
    /// <summary>The name of the source of all our own activities.</summary>
    public const string SourceName = "Crossdock";

    public static ActivitySource Source { get; } = new(SourceName);

    private static readonly Lazy<ActivityListener> Listener = new(Listen);

    /// <summary>Starts a step of the order's trace; null where nobody listens.</summary>
    /// <param name="name">What the step does, for example <c>submit delivery</c>.</param>
    /// <param name="traceParent">From the order's document; null starts a new trace.</param>
    public static Activity? Start(string name, string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent)
            ? Source.StartActivity(name, ActivityKind.Internal, parent)
            : Source.StartActivity(name, ActivityKind.Internal, default(ActivityContext));

    /// <summary>Starts a step of the trace of the document's order, with the names by which people search.</summary>
    public static Activity? Start(string name, WorkDocument document)
    {
        var activity = Start(name, document.TraceParent);
        var order = document.Order();
        activity?.SetTag("OrderId", order?.OrderId.ToString("D"));
        activity?.SetTag("OrderNumber", order?.OrderNumber);
        activity?.SetTag("Merchant", order?.Merchant);
        activity?.SetTag("Connection", document.Connection);
        return activity;
    }

    /// <summary>Starts a step of the trace with this id; null starts a new trace.</summary>
    public static Activity? Join(string name, string? traceId) =>
        Start(name, traceId is null ? null : $"00-{traceId}-{ActivitySpanId.CreateRandom()}-01");

    /// <summary>What to keep in a document, so that later steps join the trace that is running now.</summary>
    public static string? Current => Activity.Current?.Id;

    /// <summary>The trace parent of a new order, whether or not anybody listens, so that its trace id never changes.</summary>
    public static string NewParent() => $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01";

    /// <summary>Trace ids travel with messages even where nothing is exported: the order keeps its id for the day when somebody looks.</summary>
    internal static void KeepGoing() => _ = Listener.Value;

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is SourceName or "MassTransit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
