using Crossdock.Adapters.QuickBooksCommerce;
using Crossdock.Conformance;
using Crossdock.Conformance.Carts;
using Microsoft.AspNetCore.WebUtilities;

namespace Crossdock.Adapters.Tests;

/// <summary>
/// QuickBooks Commerce as the sandbox plays it, with an application that the merchant has let in. Its tokens live as long as a spec, so that
/// a refresh, which rotates them, comes with <see cref="Fault.StaleToken"/> and with nothing else.
/// </summary>
public sealed class OAuthHarness : QuickBooksCommerceHarness, INotifyingCartHarness
{
    /// <summary>What a store would keep between two starts of the adapter.</summary>
    private readonly IAdapterState state = HarnessContext.Create().State;

    public static new IReadOnlyList<Fault> Faults => Enum.GetValues<Fault>();

    public override IReadOnlyList<string> Secrets => [Options.QuickBooksCommerce.ClientSecret];

    private protected override async Task PrepareAsync(Uri address)
    {
        var cart = Connect(
            address,
            Options.QuickBooksCommerce.ClientSecret,
            HarnessContext.Create() with
            {
                State = state,
            }
        );
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await browser.GetAsync(cart.AuthorizationAddress("state-1"), Ct);
        var back = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        Assert.Equal("state-1", back["state"]);
        await cart.AuthorizeAsync(back["code"]!, Ct);
    }

    protected override ICart Connect(Uri address, bool wrongCredentials, AdapterContext context) =>
        wrongCredentials
            ? Connect(address, "wrong", context)
            : Connect(address, Options.QuickBooksCommerce.ClientSecret, context with { State = state });

    private QuickBooksCommerceCart Connect(Uri address, string secret, AdapterContext context) =>
        (QuickBooksCommerceCart)
            new QuickBooksCommerceAdapter().Connect(
                context,
                ("Address", address.ToString()),
                ("ClientId", Options.QuickBooksCommerce.ClientId),
                ("ClientSecret", secret),
                ("RedirectUri", "https://crossdock.test/back")
            );
}
