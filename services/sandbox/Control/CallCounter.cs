using System.Collections.Concurrent;

namespace Crossdock.Sandbox.Control;

/// <summary>Counts calls by operation, for benches: "qbc GET /orders", "bergen PickTicketAdd".</summary>
internal sealed class CallCounter
{
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);

    public void Count(string operation) => _calls.AddOrUpdate(operation, 1, (_, count) => count + 1);

    public SortedDictionary<string, int> All => new(_calls, StringComparer.Ordinal);

    public void Reset() => _calls.Clear();
}
