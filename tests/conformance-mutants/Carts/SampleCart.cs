using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.CompilerServices;
using Crossdock.Adapters;
using Crossdock.Contracts;
using static Crossdock.Conformance.Mutants.Carts.CartMutation;

namespace Crossdock.Conformance.Mutants.Carts;

/// <summary>A small and correct adapter, with a switch for each way to break it: what it reads.</summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "A semaphore whose wait handle nobody asks for holds nothing that needs to be released."
)]
internal sealed partial class SampleCart(HttpClient http, string key, TimeProvider time, CartMutation mutation)
    : INotifyingCart
{
    public async Task<string> TestAsync(CancellationToken cancellationToken)
    {
        await GetAsync<SampleShop>("shop", cancellationToken);
        return "Signed in to the sample";
    }

    public async IAsyncEnumerable<IReadOnlyList<CartOrder>> OrdersChangedSinceAsync(
        DateTimeOffset since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var most =
            mutation == ReadsOnePage ? 1
            : mutation == ReadsTwoPages ? 2
            : int.MaxValue;
        var from = Uri.EscapeDataString($"{(mutation == PassesOverTheMomentAskedFor ? since.AddTicks(1) : since):O}");
        for (var (next, count) = ((long?)0, 0); next is { } after && count < most; count++)
        {
            var page =
                await GetAsync<SampleOrders>($"orders?since={from}&after={after}", cancellationToken)
                ?? throw new ConnectionProblemException(
                    ConnectionProblem.WrongAddress,
                    "There is no sample at this address"
                );
            var skipped = mutation == DropsTheFirstOfEachLaterPage && count > 0 ? 1 : 0;
            yield return [.. page.Orders.Skip(skipped).Where(IsGiven).Select(OrderOf)];
            next = page.Next;
        }
    }

    public async Task<CartOrder?> ReadOrderAsync(string cartOrderId, CancellationToken cancellationToken)
    {
        var found = await FindAsync(cartOrderId, cancellationToken);
        if (found is null)
        {
            return mutation == ThrowsWhereThereIsNoOrder
                ? throw new ConnectionProblemException(ConnectionProblem.Refused, "The sample has no such order")
                : null;
        }

        return OrderOf(mutation == ReadsOneOrderOtherwise ? found with { Notes = null } : found);
    }

    public async Task<IReadOnlyList<CartOrder>> ReadOrdersAsync(
        IReadOnlyList<string> cartOrderIds,
        CancellationToken cancellationToken
    )
    {
        var read = new List<CartOrder>();
        foreach (var id in cartOrderIds.Take(mutation == ReadsTheFirstOfSeveral ? 1 : int.MaxValue))
        {
            if (await ReadOrderAsync(id, cancellationToken) is { } order)
            {
                read.Add(order);
            }
        }

        return read;
    }

    public CartNotice ReadNotice(ReadOnlySpan<byte> body, Func<string, string?> header) =>
        mutation == TrustsAnyNotice || header(SampleNotice.Header) == SampleNotice.Sign(body, key)
            ? new(true, SampleNotice.OrderIn(body))
            : new(false, null);

    private Task<SampleOrder?> FindAsync(string id, CancellationToken cancellationToken) =>
        id.Length > 0 && id.All(char.IsAsciiDigit)
            ? Answered(GetAsync<SampleCartAnswer>($"orders/{id}", cancellationToken))
            : Task.FromResult<SampleOrder?>(null);

    private static async Task<SampleOrder?> Answered(Task<SampleCartAnswer?> answer) => (await answer)?.Order;

    private bool IsGiven(SampleOrder order) =>
        !(mutation == LeavesOutVoided && order.Void) && !(mutation == LeavesOutBroken && ProblemOf(order) is not null);

    private CartOrder OrderOf(SampleOrder order)
    {
        var problem = ProblemOf(order);
        if (problem is not null && mutation == StopsAtBroken)
        {
            throw new ConnectionProblemException(ConnectionProblem.Refused, problem);
        }

        return new()
        {
            CartOrderId =
                mutation == RenumbersEditedOrders && order.Notes is not null
                    ? $"{order.Id}{order.Notes.Length}"
                    : order.Id,
            OrderNumber = order.Number,
            State = StateOf(order),
            OrderedAt = mutation == TakesTheChangeForTheOrderDate ? order.ChangedAt : order.OrderedAt,
            ChangedAt = mutation == ReadsTheClockAfterTheAnswer ? time.GetUtcNow() : order.ChangedAt,
            ShipTo = Changed(order.ShipTo),
            ShipMethod = mutation == DropsShipMethod ? null : order.ShipMethod,
            Notes = mutation == DropsNotes ? null : order.Notes,
            Problem = mutation == GivesBrokenAsSound ? null : problem,
            Lines =
            [
                .. order
                    .Lines.Take(mutation == DropsSecondItem ? 1 : int.MaxValue)
                    .Select(line => new OrderLine
                    {
                        LineId = mutation == RenumbersLines ? $"{line.Id}-{Guid.NewGuid():N}" : line.Id,
                        Kind = LineKind.Product,
                        Sku = line.Sku,
                        Quantity = line.Units,
                        UnitPrice = mutation == IgnoresDiscount ? line.Price : line.Price * (100 - line.Discount) / 100,
                    }),
            ],
        };
    }

    private static string? ProblemOf(SampleOrder order) =>
        order.Lines.Any(line => line.Units <= 0) ? "A line has no units" : null;

    private CartOrderState StateOf(SampleOrder order)
    {
        var left = order.Parcels.Sum(parcel => parcel.Units.Values.Sum());
        return order.Void ? CartOrderState.Void
            : left == 0 ? CartOrderState.Open
            : left >= order.Lines.Sum(line => line.Units)
                ? (mutation == CallsShippedOpen ? CartOrderState.Open : CartOrderState.Shipped)
            : mutation == CallsPartlyShippedShipped ? CartOrderState.Shipped
            : CartOrderState.PartlyShipped;
    }

    private Address Changed(Address address) =>
        mutation switch
        {
            DropsFirstName => address with { FirstName = null },
            DropsCompany => address with { Company = null },
            DropsSecondLine => address with { Line2 = null },
            DropsState => address with { State = null },
            DropsPostalCode => address with { PostalCode = null },
            DropsCountryCode => address with { CountryCode = null },
            DropsPhone => address with { Phone = null },
            DropsEmail => address with { Email = null },
            _ => address,
        };

    /// <summary>Null where the system says that it is not there.</summary>
    private async Task<T?> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        using var answer = await http.GetAsync(path, cancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound
            ? null
            : await SampleJson.ReadAsync<T>(answer, cancellationToken);
    }
}
