using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.WmsAdapter.Tests.Support;

/// <summary>A warehouse that does what the spec says. What the spec does not say, nobody may ask.</summary>
internal sealed class ScriptedWarehouse : IWarehouse
{
    public Func<DeliverOrder, Task<Submission>> Submit { get; set; } = _ => throw Unasked("submit");
    public Func<string, Submission?> Find { get; set; } = _ => throw Unasked("find");
    public Func<string, Cancellation> Cancel { get; set; } = _ => throw Unasked("cancel");
    public Func<string, IReadOnlyList<Parcel>> Parcels { get; set; } = _ => [];
    public List<IReadOnlyList<DeliveryProgress>> Progress { get; } = [];
    public List<IReadOnlyList<StockReading>> Inventory { get; } = [];

    /// <summary>Runs while the warehouse is being asked what moved.</summary>
    public Func<Task> WhileReading { get; set; } = () => Task.CompletedTask;
    public ConcurrentQueue<DeliverOrder> Submitted { get; } = [];
    public ConcurrentQueue<string> AskedForParcels { get; } = [];
    public List<DateTimeOffset?> AskedSince { get; } = [];

    public Task<string> TestAsync(CancellationToken cancellationToken) => Task.FromResult("It answers.");

    public Task<Submission> SubmitAsync(DeliverOrder delivery, CancellationToken cancellationToken)
    {
        Submitted.Enqueue(delivery);
        return Submit(delivery);
    }

    public Task<Submission?> FindAsync(string reference, CancellationToken cancellationToken) =>
        Task.FromResult(Find(reference));

    public Task<Cancellation> CancelAsync(string warehouseNumber, CancellationToken cancellationToken) =>
        Task.FromResult(Cancel(warehouseNumber));

    public async IAsyncEnumerable<IReadOnlyList<DeliveryProgress>> ProgressSinceAsync(
        DateTimeOffset since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        AskedSince.Add(since);
        await WhileReading();
        foreach (var page in Progress)
        {
            yield return page;
        }
    }

    public Task<IReadOnlyList<Parcel>> ParcelsAsync(string warehouseNumber, CancellationToken cancellationToken)
    {
        AskedForParcels.Enqueue(warehouseNumber);
        return Task.FromResult(Parcels(warehouseNumber));
    }

    public async IAsyncEnumerable<IReadOnlyList<StockReading>> InventorySinceAsync(
        DateTimeOffset? since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        AskedSince.Add(since);
        await WhileReading();
        foreach (var page in Inventory)
        {
            yield return page;
        }
    }

    private static InvalidOperationException Unasked(string what) => new($"Nobody may {what} here.");
}

/// <summary>Declares it.</summary>
internal sealed class ScriptedWarehouseAdapter(ScriptedWarehouse warehouse) : WarehouseAdapter<WarehouseSettings>
{
    public override string Kind => "Scripted";
    public override string Description => "A warehouse that does what the spec says.";

    protected override IWarehouse Create(WarehouseSettings settings, AdapterContext context) => warehouse;
}
