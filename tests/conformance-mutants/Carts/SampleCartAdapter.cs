using Crossdock.Adapters;
using static Crossdock.Conformance.Mutants.Carts.CartMutation;

namespace Crossdock.Conformance.Mutants.Carts;

public sealed class SampleCartSettings : NotifyingCartSettings
{
    [Setting("the address of the system")]
    public required Uri Address { get; init; }

    [Setting("the key of the system", Secret = true)]
    public required string Key { get; init; }
}

/// <summary>Declares the sample cart, broken in one way or in none.</summary>
internal sealed class SampleCartAdapter(CartMutation mutation) : CartAdapter<SampleCartSettings>
{
    public override string Kind => "Sample";
    public override string Description => "A cart for the specs of the kit.";
    public override AdapterCapabilities Capabilities => AdapterCapabilities.Webhooks;

    protected override ICart Create(SampleCartSettings settings, AdapterContext context)
    {
        var flaws = new SampleFlaws
        {
            NoTimeout = mutation == HasNoTimeout,
            NoBound = mutation == HasNoBound,
            NoRetryAt = mutation == NeverGivesRetryAt,
            TrustsAnyStatus = mutation == TrustsAnySuccess,
            TrustsAny404 = mutation == TrustsAny404,
            LetsExceptionsThrough = mutation == ThrowsOnCorruptAnswer,
            TakesGivingUpForOutage = mutation == TakesGivingUpForAnOutage,
            SecretInMessage = mutation == TellsTheSecret ? settings.Key : null,
        };
        var http = context.CreateHttpClient(
            new FlawHandler(flaws),
            new SampleCall(settings.Timeout, context.Time, flaws, "parcel", "unknown", "hooks")
        );
        http.BaseAddress = settings.Address;
        http.DefaultRequestHeaders.Add("X-Key", settings.Key);
        return new SampleCart(http, settings.Key, context.Time, mutation);
    }
}
