using System.Reflection;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Storage;
using NetArchTest.Rules;

namespace Crossdock.Architecture.Tests;

/// <summary>A circle of folders can only be read, tested and replaced as one.</summary>
public sealed class When_the_platform_is_built_in_floors
{
    private const string Platform = "Crossdock.Platform";

    /// <summary>From the lowest to the highest.</summary>
    private static readonly string[] Floors =
    [
        "Settings",
        "Storage",
        "Observability",
        "Messaging",
        "Work",
        "Connections",
        "Api",
        "Hosting",
    ];

    public static TheoryData<string> AllFloors => [.. Floors];

    [Theory]
    [MemberData(nameof(AllFloors))]
    public void Should_import_only_lower_floors(string floor)
    {
        string[] higher = [.. Floors.SkipWhile(one => one != floor).Skip(1).Select(one => $"{Platform}.{one}")];

        Imports.None(typeof(IDocumentStore).Assembly, $"{Platform}.{floor}", higher);
    }

    [Fact]
    public void Should_have_each_folder_among_the_floors() =>
        Assert.Equal(
            Floors.Order(),
            Sources.FoldersIn("services/platform").Where(folder => folder is not ("bin" or "obj")).Order()
        );

    [Fact]
    public void Should_have_each_type_in_the_namespace_of_its_folder() =>
        Assert.All(
            Floors.SelectMany(floor => Sources.In($"services/platform/{floor}").Select(file => (floor, file))),
            one =>
                Assert.Contains(
                    $"\nnamespace {Platform}.{one.floor}",
                    "\n" + File.ReadAllText(one.file),
                    StringComparison.Ordinal
                )
        );
}

/// <summary>Rules are pure: a test drive applies them without a store, a bus or a clock.</summary>
public sealed class When_rules_decide
{
    [Fact]
    public void Should_import_contracts_only()
    {
        var rules = typeof(DeliveryPlan).Namespace!;
        string[] others =
        [
            .. typeof(DeliveryPlan)
                .Assembly.GetTypes()
                .Where(type => !IsIn(type.Namespace, rules) && IsIn(type.Namespace, "Crossdock"))
                .Select(type => type.FullName!),
            "Crossdock.Platform",
            "Crossdock.Adapters",
            "MassTransit",
            "MongoDB",
            "Microsoft.AspNetCore",
            "Microsoft.Data",
            "Microsoft.Extensions",
            "System.IO",
            "System.Net",
        ];

        Imports.None(typeof(DeliveryPlan).Assembly, rules, others);
    }

    [Fact]
    public void Should_read_messages_without_any_dependency() =>
        Assert.DoesNotContain(
            typeof(IOrderMessage).Assembly.GetReferencedAssemblies(),
            assembly => !assembly.Name!.StartsWith("System.", StringComparison.Ordinal)
        );

    private static bool IsIn(string? name, string parent) =>
        $"{name}.".StartsWith($"{parent}.", StringComparison.Ordinal);
}

internal static class Imports
{
    /// <summary>Fails with each type of the namespace that uses one of the forbidden namespaces, also only within a method.</summary>
    public static void None(Assembly assembly, string from, string[] forbidden)
    {
        var types = Types.InAssembly(assembly).That().ResideInNamespace(from);
        Assert.NotEmpty(types.GetTypes());
        if (forbidden.Length == 0)
        {
            return;
        }

        var result = types.ShouldNot().HaveDependencyOnAny(forbidden).GetResult();

        Report.None((result.FailingTypes ?? []).Select(type => $"{type.FullName}: {type.Explanation}"));
    }
}
