using Crossdock.Adapters;
using Crossdock.Conformance.Carts;
using Crossdock.Conformance.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Conformance.Mutants.Carts;

/// <summary>The stand-in of the sample cart.</summary>
public sealed class SampleCartHarness : StandInHarness<ICart>, INotifyingCartHarness
{
    private const string Key = "sample-key";
    private readonly Changes<SampleOrder> orders = new();
    private readonly Dictionary<string, decimal> stock = new(StringComparer.Ordinal);
    private readonly List<Uri> hooks = [];
    private readonly Lock sync = new();
    private int last = 1000;

    /// <summary>How the adapter is broken, for all that a spec does.</summary>
    public static AsyncLocal<CartMutation> Mutation { get; } = new();

    public static int PageSize => 4;

    public IReadOnlyList<string> Skus { get; } = [.. Enumerable.Range(0, 9).Select(n => $"ITEM-{n}")];

    public string UnfitSku => "NO-ITEM";

    public override IReadOnlyList<string> Secrets => [Key];

    public Task PlaceAsync(TestOrder order) =>
        Add(
            new()
            {
                Number = order.Number,
                OrderedAt = order.OrderedAt,
                ShipMethod = order.ShipMethod,
                Notes = order.Notes,
                ShipTo = order.ShipTo,
                Lines =
                [
                    .. order.Lines.Select(
                        (line, place) =>
                            new SampleLine($"L{place + 1}", line.Sku, line.Quantity, line.ListPrice, line.Discount)
                    ),
                ],
            }
        );

    public Task PlaceBrokenAsync(string number) =>
        Add(new() { Number = number, Lines = [new SampleLine("L1", Skus[0], -1, 1, 0)] });

    public Task StopClockAsync()
    {
        orders.StopClock();
        return Task.CompletedTask;
    }

    public Task EditAsync(string number, string notes)
    {
        Change(number, order => order with { Notes = notes });
        return Task.CompletedTask;
    }

    public Task VoidAsync(string number)
    {
        Change(number, order => order with { Void = true });
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ShownParcel>> ParcelsAsync(string number) =>
        Task.FromResult<IReadOnlyList<ShownParcel>>([
            .. ByNumber(number).Parcels.Select(one => new ShownParcel(one.Tracking ?? "", one.Carrier, one.Units)),
        ]);

    public Task<decimal?> ShownAsync(string sku)
    {
        lock (sync)
        {
            return Task.FromResult(stock.TryGetValue(sku, out var units) ? units : (decimal?)null);
        }
    }

    public Task<int> SubscriptionsAsync(Uri address)
    {
        lock (sync)
        {
            return Task.FromResult(hooks.Count(hook => hook == address));
        }
    }

    public Notice NoticeOf(string cartOrderId)
    {
        var body = SampleNotice.Of(cartOrderId);
        return new(body, new Dictionary<string, string> { [SampleNotice.Header] = SampleNotice.Sign(body, Key) });
    }

    protected override ICart Connect(Uri address, bool wrongCredentials, AdapterContext context) =>
        new SampleCartAdapter(Mutation.Value).Connect(
            context,
            ("Address", new Uri(address, address.AbsolutePath.TrimEnd('/') + "/api/").ToString()),
            ("Key", wrongCredentials ? "wrong" : Key)
        );

    protected override void Map(IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api");
        api.AddEndpointFilter(
            async (call, next) =>
                call.HttpContext.Request.Headers["X-Key"] == Key
                    ? await next(call)
                    : Results.Json(new SampleCartAnswer(Error: "unknown key"), statusCode: 401)
        );
        api.MapGet("/shop", () => new SampleShop("sample"));
        api.MapGet(
            "/orders",
            (DateTimeOffset? since, long after = 0) =>
            {
                var (page, next) = orders.Page(since, after, PageSize);
                return new SampleOrders(page, next);
            }
        );
        api.MapGet(
            "/orders/{id}",
            (string id) =>
                orders.Find(id) is { } found ? Results.Ok(new SampleCartAnswer(found)) : No(404, "There is none")
        );
        api.MapPost("/orders/{id}/parcels", (string id, SampleParcel sent) => Take(id, sent));
        api.MapPut(
            "/orders/{id}/parcels/{parcel}",
            (string id, string parcel, SampleTracking sent) => Correct(id, parcel, sent.Tracking)
        );
        api.MapPut("/stock", (SampleLevel[] sent) => Set(sent));
        api.MapGet("/hooks", () => new SampleCartAnswer(Hooks: [.. hooks]));
        api.MapPost("/hooks", (SampleHook sent) => Hook(sent.Address));
    }

    /// <summary>It does not mind having one twice: nobody but the adapter prevents that.</summary>
    private IResult Take(string id, SampleParcel sent)
    {
        if (orders.Find(id) is not { } order)
        {
            return No(404, "There is no such order.");
        }

        if (!sent.Units.Keys.All(line => order.Lines.Any(one => one.Id == line)))
        {
            return No(422, "There is no such line.");
        }

        var parcel = sent with { Id = $"P{Interlocked.Increment(ref last)}" };
        Change(order.Number, found => found with { Parcels = [.. found.Parcels, parcel] });
        return Results.Json(new SampleCartAnswer(Parcel: parcel), statusCode: 201);
    }

    private IResult Correct(string id, string parcel, string? tracking)
    {
        if (orders.Find(id)?.Parcels.FirstOrDefault(one => one.Id == parcel) is not { } found)
        {
            return No(404, "There is no such parcel.");
        }

        var corrected = found with { Tracking = tracking };
        Change(
            orders.Find(id)!.Number,
            order => order with { Parcels = [.. order.Parcels.Select(one => one.Id == parcel ? corrected : one)] }
        );
        return Results.Ok(new SampleCartAnswer(Parcel: corrected));
    }

    private IResult Set(SampleLevel[] sent)
    {
        if (sent.Length > SampleCart.MaxLevels)
        {
            return No(422, "That is too much for one call.");
        }

        lock (sync)
        {
            foreach (var level in sent.Where(level => Skus.Contains(level.Sku)))
            {
                stock[level.Sku] = level.Units;
            }
        }

        return Results.Ok(
            new SampleCartAnswer(Unknown: [.. sent.Select(level => level.Sku).Where(sku => !Skus.Contains(sku))])
        );
    }

    private IResult Hook(Uri address)
    {
        lock (sync)
        {
            hooks.Add(address);
            return Results.Ok(new SampleCartAnswer(Hooks: [.. hooks]));
        }
    }

    private Task Add(SampleOrder order)
    {
        var id = $"{Interlocked.Increment(ref last)}";
        orders.Set(id, (_, now) => order with { Id = id, ChangedAt = now });
        return Task.CompletedTask;
    }

    private void Change(string number, Func<SampleOrder, SampleOrder> change) =>
        orders.Set(ByNumber(number).Id, (found, now) => change(found!) with { ChangedAt = now });

    private SampleOrder ByNumber(string number) => orders.All.Last(order => order.Number == number);

    private static IResult No(int status, string why) =>
        Results.Json(new SampleCartAnswer(Error: why), statusCode: status);

    private sealed record SampleTracking(string? Tracking);

    private sealed record SampleHook(Uri Address);
}
