using Crossdock.Adapters;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Validates the rules of a route: what is incomplete, endless, or contradicts itself.</summary>
internal static class RuleCheck
{
    /// <exception cref="SettingException">A rule cannot be applied.</exception>
    public static void Check(this RuleOptions rules, string cart, RouteOptions route)
    {
        var at = $"Routes:{cart}:Rules";
        ConditionCheck.Check(at, rules, route);
        CheckFilter($"{at}:ItemFilter", rules.ItemFilter);
        foreach (var one in rules.Substitutes)
        {
            Refuse(
                one.Code.Trim().Length > 0 == one.Description.Trim().Length > 0,
                $"{at}:Substitutes",
                $"has an entry with {(one.Code.Trim().Length > 0 ? "both Code and Description" : "neither Code nor Description")}",
                "set the code that a line has in place of an SKU, or the description of a line without one"
            );
            CheckItems($"{at}:Substitutes", $"{one.Code}{one.Description}", one.Items);
        }

        RefuseTwice(
            $"{at}:Substitutes",
            rules.Substitutes.Select(one => $"{one.Code.Trim()}\n{one.Description.Trim()}")
        );
        foreach (var kit in rules.Kits)
        {
            Refuse(kit.Sku.Trim().Length == 0, $"{at}:Kits", "has a kit without Sku", "set the cart's SKU of the kit");
            CheckItems($"{at}:Kits", kit.Sku, kit.Components);
        }

        RefuseTwice($"{at}:Kits", rules.Kits.Select(kit => kit.Sku.Trim()));
        RefuseNamed(
            ItemRules.Endless(rules),
            $"{at}:Kits",
            name =>
                $"has the kit \"{name}\" that contains itself, or more than {ItemRules.MaxComponents} items or {QuantityRule.MaxUnits:0} units",
            "name as components what the warehouse has on its shelves"
        );
        CheckContradictions(at, rules, route);
    }

    private static void CheckContradictions(string at, RuleOptions rules, RouteOptions route)
    {
        var items = new ItemRules(rules);
        var names = new HashSet<string>(rules.Kits.Select(kit => kit.Sku.Trim()), StringComparer.OrdinalIgnoreCase);
        RefuseNamed(
            rules.Substitutes.Find(one => names.Contains(one.Code.Trim()))?.Code,
            $"{at}:Substitutes",
            name => $"has \"{name}\", which is a kit, too",
            "keep one of the two"
        );
        RefuseNamed(
            route.ItemCodes.Find(item => names.Contains(item.Sku.Trim()))?.Sku,
            $"{at}:Kits",
            name => $"has \"{name}\", which ItemCodes translates, too",
            "keep the kit if the warehouse has its components, or the item code if it has the kit"
        );
        RefuseNamed(
            names.FirstOrDefault(sku => !items.IsSent(sku)),
            $"{at}:ItemFilter",
            name => $"leaves out \"{name}\", which is a kit",
            "take it from the filter, or delete the kit"
        );
    }

    private static void CheckFilter(string at, ItemFilter? filter)
    {
        if (filter is null)
        {
            return;
        }

        Refuse(!Enum.IsDefined(filter.Mode), at, "has an unknown Mode", "set Block or Allow");
        Refuse(!Enum.IsDefined(filter.Level), at, "has an unknown Level", "set Item or Order");
        Refuse(
            filter.Skus.Count == 0 || filter.Skus.Exists(sku => sku.Trim().TrimEnd('*').Length == 0),
            at,
            "lists no SKU, or an empty one",
            "list the SKUs, or leave the filter out"
        );
    }

    private static void CheckItems(string at, string name, List<Component> items)
    {
        Refuse(
            items.Count == 0,
            at,
            $"has \"{name}\" that stands for nothing",
            "list at least one item with Sku and Quantity"
        );
        Refuse(
            items.Exists(item => item.Sku.Trim().Length == 0),
            at,
            $"has an item without Sku in \"{name}\"",
            "set the cart's SKU"
        );
        Refuse(
            items.Exists(item => item.Quantity is <= 0 or > QuantityRule.MaxUnits),
            at,
            $"has a Quantity in \"{name}\" that is not above 0, or is above {QuantityRule.MaxUnits:0}",
            "set the number of units for one unit of the line"
        );
    }

    private static void RefuseTwice(string at, IEnumerable<string> names) =>
        RefuseNamed(
            names
                .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
                .FirstOrDefault(same => same.Count() > 1)
                ?.Key.Trim(),
            at,
            name => $"has \"{name}\" twice",
            "keep one of them"
        );

    private static void RefuseNamed(string? name, string setting, Func<string, string> problem, string toDo) =>
        Refuse(name is not null, setting, problem(name ?? ""), toDo);

    private static void Refuse(bool isWrong, string setting, string problem, string toDo)
    {
        if (isWrong)
        {
            throw new SettingException(setting, problem, toDo);
        }
    }
}
