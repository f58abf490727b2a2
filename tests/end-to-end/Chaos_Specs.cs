using Crossdock.Chaos;
using Crossdock.TestSupport;

namespace Crossdock.EndToEnd.Tests;

/// <summary>The short form of <c>dotnet run --project tests/chaos</c>: the broker and a replica of each service are killed, and more.</summary>
public sealed class When_services_and_broker_are_struck_while_orders_travel
{
    private static readonly string Program = Path.Combine(
        Repository.Root,
        "tests",
        "chaos",
        "bin",
        Repository.Configuration,
        Repository.Framework,
        "Crossdock.Chaos.dll"
    );

    [Fact]
    public async Task Should_lose_none_double_none_and_show_each_as_it_is()
    {
        string[] words = ["exec", Program, "--orders", "100", "--kills", "4", "--seed", "10"];
        await using var chaos = ChildProcess.Start("dotnet", words, []);

        var code = await chaos.EndedAsync(TimeSpan.FromMinutes(8));

        Assert.True(code == 0, chaos.Output);
        Assert.Matches(
            "orders=100 confirmed=[1-9][0-9]+ held=[1-9][0-9]* lost=0 doubled=0 stock_wrong=0 unseen=0",
            chaos.Lines.Last(line => line.Length > 0)
        );
    }
}

public sealed class When_faults_are_planned
{
    [Fact]
    public void Should_plan_the_same_for_the_same_seed() =>
        Assert.Equal(
            FaultPlan.Create(7, Topology.Replicated()).Take(200),
            FaultPlan.Create(7, Topology.Replicated()).Take(200)
        );

    [Fact]
    public void Should_plan_others_for_another_seed() =>
        Assert.NotEqual(
            FaultPlan.Create(7, Topology.Replicated()).Take(20),
            FaultPlan.Create(8, Topology.Replicated()).Take(20)
        );

    [Fact]
    public void Should_kill_every_process_before_it_kills_one_again() =>
        Assert.Equal(
            Topology.Replicated().Processes.Append(FaultPlan.Broker).Order(StringComparer.Ordinal),
            FaultPlan
                .Create(7, Topology.Replicated())
                .Where(fault => fault.IsKill)
                .Take(Topology.Replicated().Processes.Count + 1)
                .Select(fault => fault.Target)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Should_use_every_kind_of_fault() =>
        Assert.Equal(
            Enum.GetValues<FaultKind>(),
            FaultPlan.Create(7, Topology.Replicated()).Take(60).Select(fault => fault.Kind).Distinct().Order()
        );
}
