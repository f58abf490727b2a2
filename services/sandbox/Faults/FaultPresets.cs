namespace Crossdock.Sandbox.Faults;

/// <summary>Predefined sets of rules.</summary>
internal static class FaultPresets
{
    /// <summary>
    /// Every transient fault, each on a few calls in a hundred: every order must still end as expected. Faults of imports are left
    /// out because they really change how an order ends, and a stale token of the cart because its privileged token never expires.
    /// </summary>
    /// <param name="seed">Makes the choice of calls repeatable.</param>
    /// <param name="milliseconds">How long a timeout takes.</param>
    public static IEnumerable<FaultRule> All(int seed, int milliseconds) =>
        new FaultRule[]
        {
            new("*", FaultKinds.Error, Probability: 0.02),
            new("*", FaultKinds.Unavailable, Probability: 0.02),
            new("qbc *", FaultKinds.TooMany, Probability: 0.02, Milliseconds: 1000),
            new("*", FaultKinds.TimeoutBefore, Probability: 0.01, Milliseconds: milliseconds),
            new("*", FaultKinds.TimeoutAfter, Probability: 0.02, Milliseconds: milliseconds),
            new("*", FaultKinds.Drop, Probability: 0.02),
            new("*", FaultKinds.Slow, Probability: 0.05, Milliseconds: Math.Min(milliseconds, 300)),
            new("*", FaultKinds.Html, Probability: 0.01),
            new("*", FaultKinds.Cut, Probability: 0.02),
            new("bergen *", FaultKinds.StaleToken, Probability: 0.02),
        }.Select((rule, place) => rule with { Seed = unchecked((seed * 100) + place) });
}
