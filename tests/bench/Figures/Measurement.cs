namespace Crossdock.Bench.Figures;

/// <summary>One figure.</summary>
/// <param name="Group">What was run.</param>
/// <param name="Name">What was measured; with the group it names the figure from run to run.</param>
/// <param name="Value">The figure, in <paramref name="Unit"/>.</param>
/// <param name="Unit">A unit that ends in <c>/s</c> is better the more there is of it, any other the less.</param>
/// <param name="Target">What is good enough; null for a figure that only explains others.</param>
public sealed record Measurement(string Group, string Name, double Value, string Unit, double? Target = null)
{
    /// <summary>The same figure of an earlier run; null if there is none.</summary>
    public double? Before { get; init; }

    private bool MoreIsBetter => Unit.EndsWith("/s", StringComparison.Ordinal);

    /// <summary>How far it is from its target: 1 is on it, less is better; null where it has none.</summary>
    public double? Distance =>
        Target is not { } target ? null
        : MoreIsBetter ? target / Math.Max(Value, 1e-9)
        : Value / target;

    public bool IsMet => Distance is not > 1;
}
