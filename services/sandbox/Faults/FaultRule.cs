using System.Text.RegularExpressions;

namespace Crossdock.Sandbox.Faults;

/// <summary>What can be made to go wrong.</summary>
internal static class FaultKinds
{
    /// <summary>Answers with the status 429, 500 or 503 and does nothing.</summary>
    public const string TooMany = "429";
    public const string Error = "500";
    public const string Unavailable = "503";

    /// <summary>No answer and no work, until the client gives up or the bound is over.</summary>
    public const string TimeoutBefore = "timeout-before";

    /// <summary>The work is done, the answer withheld.</summary>
    public const string TimeoutAfter = "timeout-after";

    /// <summary>The work is done, the connection dropped in the middle of the answer.</summary>
    public const string Drop = "drop";

    /// <summary>The work is done and answered, late.</summary>
    public const string Slow = "slow";

    /// <summary>A page of HTML with status 200; no work.</summary>
    public const string Html = "html";

    /// <summary>The work is done, the JSON or XML of the answer ends half way.</summary>
    public const string Cut = "cut";

    /// <summary>The token is not good any more.</summary>
    public const string StaleToken = "stale-token";

    /// <summary>The import refuses the product <c>upc</c> as unknown.</summary>
    public const string RefuseItem = "refuse-item";

    /// <summary>The import fails with severity Error.</summary>
    public const string FailImport = "fail-import";

    public static readonly IReadOnlyList<string> All =
    [
        TooMany,
        Error,
        Unavailable,
        TimeoutBefore,
        TimeoutAfter,
        Drop,
        Slow,
        Html,
        Cut,
        StaleToken,
        RefuseItem,
        FailImport,
    ];

    /// <summary>Those that strike an import instead of a call.</summary>
    public static bool OfImport(string fault) => fault is RefuseItem or FailImport;
}

/// <summary>One fault to make: on which operations, how often, and how.</summary>
/// <param name="Operation">Name as in <c>/sandbox/calls</c>, with * for anything: "bergen PickTicketAdd", "qbc *".</param>
/// <param name="Fault">One of <see cref="FaultKinds"/>.</param>
/// <param name="Count">How often at most; null is without end.</param>
/// <param name="Probability">From 0 to 1.</param>
/// <param name="Seed">Makes the choice of calls repeatable.</param>
/// <param name="Milliseconds">How late or how long; a second for slow ones, thirty for withheld answers.</param>
/// <param name="Upc">The product that is refused; null refuses any.</param>
internal sealed record FaultRule(
    string Operation,
    string Fault,
    int? Count = null,
    double Probability = 1,
    int Seed = 1,
    int? Milliseconds = null,
    string? Upc = null
);

/// <summary>A rule at work.</summary>
internal sealed class ActiveFault(FaultRule rule)
{
    private readonly Random _random = new(rule.Seed);
    private readonly Regex _pattern = new(
        $"^{Regex.Escape(rule.Operation).Replace("\\*", ".*", StringComparison.Ordinal)}$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        TimeSpan.FromSeconds(1)
    );

    public FaultRule Rule => rule;

    public int Hits { get; private set; }

    public bool Strikes(string operation)
    {
        if (Hits >= rule.Count || !_pattern.IsMatch(operation) || _random.NextDouble() >= rule.Probability)
        {
            return false;
        }
        Hits++;
        return true;
    }
}
