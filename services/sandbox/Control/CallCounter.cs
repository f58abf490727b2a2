using System.Collections.Concurrent;

namespace Crossdock.Sandbox.Control;

/// <summary>Counts calls by operation: "qbc GET /orders", "bergen PickTicketAdd".</summary>
internal sealed class CallCounter
{
    private readonly ConcurrentDictionary<string, int> calls = new(StringComparer.Ordinal);

    public void Count(string operation) => calls.AddOrUpdate(operation, 1, (_, count) => count + 1);

    public SortedDictionary<string, int> All => new(calls, StringComparer.Ordinal);

    public void Reset() => calls.Clear();
}
