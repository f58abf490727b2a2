using Crossdock.Adapters;
using Crossdock.Conformance.Http;
using Crossdock.Conformance.Warehouses;
using Crossdock.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Conformance.Mutants.Warehouses;

/// <summary>The stand-in of the sample warehouse.</summary>
public sealed class SampleWarehouseHarness : StandInHarness<IWarehouse>, IWarehouseHarness
{
    private const string Key = "sample-key";
    private readonly Changes<SampleDelivery> deliveries = new();
    private readonly Changes<SampleStock> stock = new();
    private string? refused;
    private int boxes;

    public SampleWarehouseHarness() => ItemCodes.ToList().ForEach(code => Count(code, 50));

    /// <summary>How the adapter is broken, for all that a spec does.</summary>
    public static AsyncLocal<WarehouseMutation> Mutation { get; } = new();

    public static int PageSize => 4;

    public IReadOnlyList<string> ItemCodes { get; } = [.. Enumerable.Range(0, 9).Select(n => $"ITEM-{n}")];

    public string Building => "SHED";

    public (string Carrier, string Service) ShipMethod => ("UPS", "Ground");

    public override IReadOnlyList<string> Secrets => [Key];

    public Task<IReadOnlyList<RecordedDelivery>> RecordedAsync(string reference) =>
        Task.FromResult<IReadOnlyList<RecordedDelivery>>([
            .. deliveries
                .All.Where(one => one.Reference == reference)
                .Select(one => new RecordedDelivery
                {
                    WarehouseNumber = one.Number,
                    Canceled = one.Status == "canceled",
                    OrderNumber = one.OrderNumber,
                    ShipTo = one.ShipTo,
                    Carrier = one.Carrier,
                    Service = one.Service,
                    Instructions = one.Notes,
                    Items = one.Items.ToDictionary(item => item.Code, item => item.Units),
                }),
        ]);

    public Task ShipAsync(string warehouseNumber, IReadOnlyList<ShippedItem> items)
    {
        deliveries.Set(
            warehouseNumber,
            (found, now) =>
            {
                List<SampleItem> left = [.. items.Select(item => new SampleItem(item.ItemCode, item.Quantity))];
                List<SampleBox> all = [.. found!.Boxes, new SampleBox($"1Z{++boxes:D6}", now, left)];
                var rest = found.Items.Sum(item => item.Units) - all.Sum(box => box.Items.Sum(item => item.Units));
                return found with { Boxes = all, Status = rest > 0 ? "partly shipped" : "shipped" };
            }
        );
        return Task.CompletedTask;
    }

    public Task CancelThereAsync(string warehouseNumber)
    {
        deliveries.Set(warehouseNumber, (found, _) => found! with { Status = "canceled" });
        return Task.CompletedTask;
    }

    public async Task RefuseAsync(string reference, Func<Task> submit)
    {
        refused = reference;
        await submit();
        refused = null;
    }

    public Task HaveAsync(string itemCode, int onHand)
    {
        Count(itemCode, onHand);
        return Task.CompletedTask;
    }

    protected override IWarehouse Connect(Uri address, bool wrongCredentials, AdapterContext context) =>
        new SampleWarehouseAdapter(Mutation.Value).Connect(
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
                    : Results.Json(new SampleAnswer(Error: "unknown key"), statusCode: 401)
        );
        api.MapGet("/account", () => new SampleAccount("sample"));
        api.MapPost("/deliveries", (SampleDelivery sent) => Take(sent));
        api.MapGet(
            "/deliveries",
            (string? reference, DateTimeOffset? since, long after = 0) =>
            {
                if (reference is not null)
                {
                    var found = deliveries.All.Where(one =>
                        one.Reference.StartsWith(reference, StringComparison.Ordinal)
                    );
                    return new SamplePage([.. found]);
                }

                var (page, next) = deliveries.Page(since, after, PageSize);
                return new SamplePage(page, Next: next);
            }
        );
        api.MapGet(
            "/deliveries/{number}",
            (string number) => deliveries.Find(number) is { } found ? Results.Ok(new SampleAnswer(found)) : NotThere()
        );
        api.MapPost("/deliveries/{number}/cancel", (string number) => Cancel(number));
        api.MapGet(
            "/stock",
            (DateTimeOffset? since, long after = 0) =>
            {
                var (page, next) = stock.Page(since, after, PageSize);
                return new SamplePage(Stock: page, Next: next);
            }
        );
    }

    /// <summary>It does not mind having one twice: nobody but the adapter prevents that.</summary>
    private IResult Take(SampleDelivery sent)
    {
        if (sent.Reference == refused)
        {
            return Results.Json(new SampleAnswer(Error: "The address is not in this country."), statusCode: 422);
        }

        var number = $"W-{Guid.NewGuid():N}";
        return Results.Json(
            new SampleAnswer(deliveries.Set(number, (_, _) => sent with { Number = number })),
            statusCode: 201
        );
    }

    private IResult Cancel(string number) =>
        deliveries.Find(number) switch
        {
            null => NotThere(),
            { Status: "canceled" } => Conflict("It is canceled already"),
            { Boxes.Count: > 0 } => Conflict("It has left the building"),
            _ => Results.Ok(
                new SampleAnswer(deliveries.Set(number, (found, _) => found! with { Status = "canceled" }))
            ),
        };

    private static IResult Conflict(string why) => Results.Json(new SampleAnswer(Error: why), statusCode: 409);

    private static IResult NotThere() => Results.Json(new SampleAnswer(Error: "There is none"), statusCode: 404);

    private void Count(string code, int units) => stock.Set(code, (_, _) => new SampleStock(Building, code, units));
}
