using System.Text.RegularExpressions;

namespace Crossdock.Sandbox.Faults;

/// <summary>The kinds of faults.</summary>
internal static class FaultKinds
{
    /// <summary>Answers with the status 429, 500 or 503 and has no effect.</summary>
    public const string TooMany = "429";
    public const string Error = "500";
    public const string Unavailable = "503";

    /// <summary>Has no effect and does not answer before the time is over.</summary>
    public const string TimeoutBefore = "timeout-before";

    /// <summary>Has its effect, but does not answer before the time is over.</summary>
    public const string TimeoutAfter = "timeout-after";

    /// <summary>Has its effect, and drops the connection in the middle of the answer.</summary>
    public const string Drop = "drop";

    /// <summary>Answers late.</summary>
    public const string Slow = "slow";

    /// <summary>Answers with an HTML page and status 200, and has no effect.</summary>
    public const string Html = "html";

    /// <summary>Has its effect; the JSON or XML of the answer is cut in half.</summary>
    public const string Cut = "cut";

    /// <summary>Rejects the token as stale.</summary>
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

    /// <summary>True for a fault of an import rather than of a call.</summary>
    public static bool OfImport(string fault) => fault is RefuseItem or FailImport;
}

/// <summary>One fault: on which operations, how often, and how.</summary>
/// <param name="Operation">Name as in <c>/sandbox/calls</c>, with * for anything: "bergen PickTicketAdd", "qbc *".</param>
/// <param name="Fault">One of <see cref="FaultKinds"/>.</param>
/// <param name="Count">Maximum number of times; null is unlimited.</param>
/// <param name="Probability">From 0 to 1.</param>
/// <param name="Seed">Makes the choice of calls repeatable.</param>
/// <param name="Milliseconds">How long an answer is delayed: 1000 by default, 30000 for timeouts.</param>
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

/// <summary>A rule in force and how often it has applied.</summary>
internal sealed class ActiveFault(FaultRule rule)
{
    private readonly Random random = new(rule.Seed);
    private readonly Regex pattern = new(
        $"^{Regex.Escape(rule.Operation).Replace("\\*", ".*", StringComparison.Ordinal)}$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        TimeSpan.FromSeconds(1)
    );

    public FaultRule Rule => rule;

    public int Hits { get; private set; }

    public bool Applies(string operation)
    {
        if (Hits >= rule.Count || !pattern.IsMatch(operation) || random.NextDouble() >= rule.Probability)
        {
            return false;
        }
        Hits++;
        return true;
    }
}
