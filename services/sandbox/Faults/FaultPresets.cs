namespace Crossdock.Sandbox.Faults;

/// <summary>Ready mixtures of rules.</summary>
internal static class FaultPresets
{
    /// <summary>
    /// Everything that passes by itself, each at a few calls in a hundred: an order must still end as it should. The faults
    /// of imports are left out, for they truthfully change an order's end; so is a stale token of the cart, for its
    /// privileged token never becomes stale.
    /// </summary>
    public static IEnumerable<FaultRule> All(int seed) =>
        new FaultRule[]
        {
            new("*", FaultKinds.Error, Probability: 0.02),
            new("*", FaultKinds.Unavailable, Probability: 0.02),
            new("qbc *", FaultKinds.TooMany, Probability: 0.02, Milliseconds: 1000),
            new("*", FaultKinds.TimeoutBefore, Probability: 0.01, Milliseconds: 2000),
            new("*", FaultKinds.TimeoutAfter, Probability: 0.02, Milliseconds: 2000),
            new("*", FaultKinds.Drop, Probability: 0.02),
            new("*", FaultKinds.Slow, Probability: 0.05, Milliseconds: 300),
            new("*", FaultKinds.Html, Probability: 0.01),
            new("*", FaultKinds.Cut, Probability: 0.02),
            new("bergen *", FaultKinds.StaleToken, Probability: 0.02),
        }.Select((rule, place) => rule with { Seed = unchecked((seed * 100) + place) });
}
