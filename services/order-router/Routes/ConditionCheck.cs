using Crossdock.Adapters;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Validates the filters and routing rules of a route: what has no name, contradicts itself, or leads nowhere.</summary>
internal static class ConditionCheck
{
    /// <summary>A week.</summary>
    private const int MaxHoldMinutes = 7 * 24 * 60;

    /// <exception cref="SettingException">A rule cannot be applied.</exception>
    public static void Check(string at, RuleOptions rules, RouteOptions route)
    {
        if (rules.HoldMinutes is < 0 or > MaxHoldMinutes)
        {
            throw new SettingException(
                $"{at}:HoldMinutes",
                $"is {rules.HoldMinutes}",
                $"set from 0 to {MaxHoldMinutes} minutes"
            );
        }

        if (rules.DuplicateHours is < 0 or > OrderRules.MaxDuplicateHours)
        {
            throw new SettingException(
                $"{at}:DuplicateHours",
                $"is {rules.DuplicateHours}",
                $"set from 0 to {OrderRules.MaxDuplicateHours} hours"
            );
        }

        CheckNames($"{at}:LoadFilters", [.. rules.LoadFilters.Select(filter => filter.Name)]);
        foreach (var filter in rules.LoadFilters)
        {
            Check($"{at}:LoadFilters", filter.Name, filter.When);
            if (new ConditionMatch(filter.When).IsEmpty)
            {
                throw new SettingException(
                    $"{at}:LoadFilters",
                    $"has \"{filter.Name}\" without a criterion, which means every order",
                    "set at least one criterion in When, or delete the filter"
                );
            }
        }

        CheckNames($"{at}:Routing", [.. rules.Routing.Select(rule => rule.Name)]);
        (string Warehouse, string? Building)[] known =
        [
            (route.Warehouse, route.Building),
            .. (route.Alternatives ?? []).Select(one => (one.Warehouse, one.Building)),
        ];
        foreach (var rule in rules.Routing)
        {
            Check($"{at}:Routing", rule.Name, rule.When);
            if (!Array.Exists(known, one => one.Warehouse == rule.Warehouse && Same(one.Building, rule.Building)))
            {
                throw new SettingException(
                    $"{at}:Routing",
                    $"has \"{rule.Name}\", which leads to {rule.Warehouse} {rule.Building}".TrimEnd(),
                    "add that warehouse and building to Alternatives, or name one that is there"
                );
            }
        }

        var everything = rules.Routing.FindIndex(rule => new ConditionMatch(rule.When).IsEmpty);
        if (everything >= 0 && everything < rules.Routing.Count - 1)
        {
            throw new SettingException(
                $"{at}:Routing",
                $"has \"{rules.Routing[everything].Name}\", which every order meets, before others that none will reach",
                "put it last, or give it a condition"
            );
        }
    }

    private static void CheckNames(string at, List<string> names)
    {
        if (names.Exists(name => name.Trim().Length == 0))
        {
            throw new SettingException(at, "has an entry without Name", "name it as people know it");
        }

        if (
            names
                .GroupBy(name => name.Trim(), StringComparer.OrdinalIgnoreCase)
                .FirstOrDefault(same => same.Count() > 1) is
            { } twice
        )
        {
            throw new SettingException(at, $"has \"{twice.Key}\" twice", "give each a name of its own");
        }
    }

    private static void Check(string at, string name, OrderCondition when)
    {
        if (
            when.MinTotal > when.MaxTotal
            || when.MinQuantity > when.MaxQuantity
            || when.OrderedFrom >= when.OrderedBefore
        )
        {
            throw new SettingException(
                at,
                $"has \"{name}\" with a lower bound above the upper one, which no order meets",
                "correct total, quantity or order date"
            );
        }

        if (when.Lists().Any(list => list.Exists(entry => entry is null || entry.Trim().TrimEnd('*').Length == 0)))
        {
            throw new SettingException(at, $"has \"{name}\" with an empty entry in a list", "delete the entry");
        }
    }

    private static bool Same(string? one, string? other) =>
        string.Equals(one ?? "", other ?? "", StringComparison.OrdinalIgnoreCase);
}
