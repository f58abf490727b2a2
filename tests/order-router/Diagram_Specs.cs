using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.TestSupport;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_the_states_of_an_order_are_drawn(RouterHost router)
{
    /// <summary>Set to 1, it writes the page instead of comparing it.</summary>
    private const string Rewrite = "CROSSDOCK_WRITE_DIAGRAM";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "order-states.md");

    [Fact]
    public async Task Should_be_as_the_documentation_has_them()
    {
        var drawn = Draw(router.StateMachine.Transitions);
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            await File.WriteAllTextAsync(Page, drawn, TestContext.Current.CancellationToken);
        }

        Assert.Equal(drawn, await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken));
    }

    private static string Draw(IReadOnlyList<Transition> transitions)
    {
        var edges = transitions
            .SelectMany(one => one.From.SelectMany(from => one.To.Select(to => (from, to, one.Message))))
            .Where(edge => edge.from != edge.to)
            .GroupBy(edge => (edge.from, edge.to), edge => edge.Message)
            .Select(edge => $"    {Node(edge.Key.from)} --> {edge.Key.to}: {string.Join(", ", edge.Distinct())}");
        return $"""
            # States of an order

            Drawn from `OrderStateMachine` by a spec, which compares this page with it; `{Rewrite}=1 tests/run order-router` draws it again. A
            message may also leave the order in its state, which is not shown. What each status means: [glossary](glossary.md).

            ```mermaid
            stateDiagram-v2
            {string.Join('\n', edges)}
            ```

            | message | from | may lead to |
            | --- | --- | --- |
            {string.Join('\n', transitions.Select(one => $"| `{one.Message}` | {Names(one.From)} | {Names(one.To)} |"))}

            """;
    }

    private static string Node(string status) => status == "Initial" ? "[*]" : status;

    private static string Names(IReadOnlyList<string> statuses) =>
        statuses.Count == 0
            ? "no other"
            : string.Join(", ", statuses.Select(one => one == "Initial" ? "(none yet)" : $"`{one}`"));
}
