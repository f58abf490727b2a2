using System.Diagnostics;
using Crossdock.Platform.Observability;

namespace Crossdock.Platform.Work;

/// <summary>Steps of a work document in the trace of its order.</summary>
public static class WorkTrace
{
    /// <summary>Starts a step of the trace of the document's order, with the names by which people search.</summary>
    public static Activity? Trace(this WorkDocument document, string step)
    {
        var order = document.Order();
        return OrderTrace
            .Start(step, document.TraceParent)
            ?.SetTag("OrderId", order?.OrderId.ToString("D"))
            .SetTag("OrderNumber", order?.OrderNumber)
            .SetTag("Merchant", order?.Merchant)
            .SetTag("Connection", document.Connection);
    }
}
