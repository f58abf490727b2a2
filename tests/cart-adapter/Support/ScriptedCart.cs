using System.Runtime.CompilerServices;
using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.CartAdapter.Tests.Support;

/// <summary>A cart that does what the spec says. What the spec does not say, nobody may ask.</summary>
internal class ScriptedCart : ICart
{
    public List<IReadOnlyList<CartOrder>> Pages { get; } = [];

    /// <summary>Runs once the pages are asked for.</summary>
    public Action BeforePages { get; set; } = () => { };

    /// <summary>Runs after the last page.</summary>
    public Action AfterPages { get; set; } = () => { };
    public List<DateTimeOffset> AskedSince { get; } = [];
    public Func<ConfirmShipment, Task> Confirm { get; set; } =
        _ => throw new InvalidOperationException("Nobody may confirm here.");

    /// <summary>For each try to confirm, whether an earlier one may have gone through.</summary>
    public List<bool> MaybeSent { get; } = [];
    public Func<IReadOnlyList<StockLevel>, Dictionary<string, string>> Stock { get; set; } =
        _ => throw new InvalidOperationException("Nobody may set stock here.");
    public List<string> References { get; } = [];

    public Task<string> TestAsync(CancellationToken cancellationToken) => Task.FromResult("It answers.");

    public async IAsyncEnumerable<IReadOnlyList<CartOrder>> OrdersChangedSinceAsync(
        DateTimeOffset since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        AskedSince.Add(since);
        BeforePages();
        foreach (var page in Pages)
        {
            await Task.Yield();
            yield return page;
        }

        AfterPages();
    }

    public Task ConfirmShipmentAsync(ConfirmShipment shipment, bool maybeSent, CancellationToken cancellationToken)
    {
        MaybeSent.Add(maybeSent);
        return Confirm(shipment);
    }

    public Task<IReadOnlyDictionary<string, string>> SetStockAsync(
        IReadOnlyList<StockLevel> levels,
        string reference,
        CancellationToken cancellationToken
    )
    {
        References.Add(reference);
        return Task.FromResult<IReadOnlyDictionary<string, string>>(Stock(levels));
    }
}

/// <summary>Declares it.</summary>
internal sealed class ScriptedCartAdapter(ScriptedCart cart) : CartAdapter<NotifyingCartSettings>
{
    public override string Kind => "Scripted";
    public override string Description => "A cart that does what the spec says.";
    public override AdapterCapabilities Capabilities =>
        cart is INotifyingCart ? AdapterCapabilities.Webhooks
        : cart is ISearchableCart ? AdapterCapabilities.Search
        : AdapterCapabilities.None;

    protected override ICart Create(NotifyingCartSettings settings, AdapterContext context) => cart;
}
