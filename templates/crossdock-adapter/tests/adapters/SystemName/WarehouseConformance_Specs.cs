using Crossdock.Adapters;
using Crossdock.Adapters.SystemName;
using Crossdock.Conformance;
using Crossdock.Conformance.Http;
using Crossdock.Conformance.Warehouses;
using Crossdock.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.SystemName.Tests;

public sealed class When_SystemName_is_the_warehouse : WarehouseConformance<SystemNameHarness>;

/// <summary>
/// A stand-in of SystemName: some dictionaries behind the endpoints that the adapter calls, which answer as the real system does. The
/// kit puts the faults on the way to it.
/// </summary>
public sealed class SystemNameHarness : StandInHarness<IWarehouse>, IWarehouseHarness
{
    private const string Key = "stand-in-key";

    /// <summary>The most rows of a page of your stand-in. Small pages make a fast spec.</summary>
    public static int PageSize => 4;

    public IReadOnlyList<string> ItemCodes { get; } = [.. Enumerable.Range(0, 9).Select(n => $"ITEM-{n}")];

    public string Building => "MAIN";

    public (string Carrier, string Service) ShipMethod => ("UPS", "Ground");

    public override IReadOnlyList<string> Secrets => [Key];

    public Task<IReadOnlyList<RecordedDelivery>> RecordedAsync(string reference) =>
        throw ToWrite("RecordedAsync shows what the stand-in has under a reference, doubles too");

    public Task ShipAsync(string warehouseNumber, IReadOnlyList<ShippedItem> items) =>
        throw ToWrite("ShipAsync has a parcel leave");

    public Task CancelThereAsync(string warehouseNumber) =>
        throw ToWrite("CancelThereAsync has the people there cancel a delivery");

    public Task RefuseAsync(string reference, Func<Task> submit) =>
        throw ToWrite("RefuseAsync has the stand-in refuse what submit sends");

    public Task HaveAsync(string itemCode, int onHand) => throw ToWrite("HaveAsync sets the stock of an item");

    protected override IWarehouse Connect(Uri address, bool wrongCredentials, AdapterContext context) =>
        new SystemNameAdapter().Connect(
            context,
            ("Address", address.ToString()),
            ("Key", wrongCredentials ? "wrong" : Key)
        );

    protected override void Map(IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("");
        api.AddEndpointFilter(
            async (call, next) =>
                call.HttpContext.Request.Headers.Authorization == $"Bearer {Key}"
                    ? await next(call)
                    : Results.Json(new { error = "unknown key" }, statusCode: StatusCodes.Status401Unauthorized)
        );
        api.MapGet("/account", () => new { account = "stand-in" });
    }

    private static InvalidOperationException ToWrite(string what) => new($"To be written: {what}.");
}
