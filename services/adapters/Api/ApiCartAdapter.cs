namespace Crossdock.Adapters.Api;

/// <summary>The settings of a cart whose orders are posted to the hub.</summary>
public sealed class ApiCartSettings : CartSettings
{
    /// <summary>No setting: nothing is called.</summary>
    public override TimeSpan Timeout => TimeSpan.Zero;
}

/// <summary>The hub's own API as a cart.</summary>
public sealed class ApiCartAdapter : CartAdapter<ApiCartSettings>
{
    public override string Kind => "Api";

    public override string Description =>
        "The hub's own API: orders are posted to `/v1` of the order-router, and read there with their parcels.";

    public override AdapterCapabilities Capabilities => AdapterCapabilities.Posting;

    protected override ICart Create(ApiCartSettings settings, AdapterContext context) => new ApiCart();
}
