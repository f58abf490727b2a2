namespace Crossdock.OrderRouter.Rules;

/// <summary>The rules about whole orders of one route, indexed once.</summary>
public sealed class OrderRules
{
    /// <summary>30 days.</summary>
    public const int MaxDuplicateHours = 720;

    public OrderRules(RuleOptions? options)
    {
        options ??= new RuleOptions();
        Blocks = Filters(options, FilterMode.Block);
        Allows = Filters(options, FilterMode.Allow);
        Routing = [.. options.Routing.Select(rule => (rule, new ConditionMatch(rule.When)))];
        DuplicateWindow = options.DuplicateHours > 0 ? TimeSpan.FromHours(options.DuplicateHours) : null;
        HoldFor = options.HoldMinutes > 0 ? TimeSpan.FromMinutes(options.HoldMinutes) : null;
    }

    /// <summary>An order that meets one of these is skipped.</summary>
    public IReadOnlyList<(string Name, ConditionMatch When)> Blocks { get; }

    /// <summary>An order that meets none of these is skipped, if there are any.</summary>
    public IReadOnlyList<(string Name, ConditionMatch When)> Allows { get; }

    /// <summary>By priority, highest first.</summary>
    public IReadOnlyList<(RoutingRule Rule, ConditionMatch When)> Routing { get; }

    /// <summary>For how long an order of the same content counts as ordered before; null if nothing is compared.</summary>
    public TimeSpan? DuplicateWindow { get; }

    /// <summary>How long an order waits before the warehouse gets it; null for not at all.</summary>
    public TimeSpan? HoldFor { get; }

    private static IReadOnlyList<(string, ConditionMatch)> Filters(RuleOptions options, FilterMode mode) =>
        [
            .. options
                .LoadFilters.Where(filter => filter.Mode == mode)
                .Select(filter => (filter.Name, new ConditionMatch(filter.When))),
        ];
}
