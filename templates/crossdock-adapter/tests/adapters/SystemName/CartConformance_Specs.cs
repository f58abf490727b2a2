using Crossdock.Adapters;
using Crossdock.Adapters.SystemName;
using Crossdock.Conformance;
using Crossdock.Conformance.Carts;
using Crossdock.Conformance.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.SystemName.Tests;

public sealed class When_SystemName_is_the_cart : CartConformance<SystemNameHarness>;

/// <summary>
/// A stand-in of SystemName: some dictionaries behind the endpoints that the adapter calls, which answer as the real system does. The
/// kit puts the faults on the way to it.
/// </summary>
public sealed class SystemNameHarness : StandInHarness<ICart>, ICartHarness
{
    private const string Key = "stand-in-key";

    /// <summary>The most orders of a page of your stand-in. Small pages make a fast spec.</summary>
    public static int PageSize => 4;

    public IReadOnlyList<string> Skus { get; } = [.. Enumerable.Range(0, 9).Select(n => $"ITEM-{n}")];

    public string UnfitSku => "NO-ITEM";

    public override IReadOnlyList<string> Secrets => [Key];

    public Task PlaceAsync(TestOrder order) => throw ToWrite("PlaceAsync puts an order into the stand-in");

    public Task PlaceBrokenAsync(string number) =>
        throw ToWrite("PlaceBrokenAsync puts an order into the stand-in that cannot be shipped");

    public Task StopClockAsync() => throw ToWrite("StopClockAsync stops the clock of the stand-in");

    public Task EditAsync(string number, string notes) => throw ToWrite("EditAsync changes the notes of an order");

    public Task VoidAsync(string number) => throw ToWrite("VoidAsync voids an order");

    public Task<IReadOnlyList<ShownParcel>> ParcelsAsync(string number) =>
        throw ToWrite("ParcelsAsync shows the parcels of an order that the stand-in has, doubles too");

    public Task<decimal?> ShownAsync(string sku) =>
        throw ToWrite("ShownAsync shows the stock that the stand-in has of an item");

    protected override ICart Connect(Uri address, bool wrongCredentials, AdapterContext context) =>
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
