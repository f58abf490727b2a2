using Crossdock.Contracts;
using Crossdock.OrderRouter.Exceptions;
using Crossdock.TestSupport;

namespace Crossdock.OrderRouter.Tests.Support;

/// <summary>Waits for what the router finds out without being told.</summary>
internal static class GroupOf
{
    /// <summary>The group of a cause, once it is as expected.</summary>
    public static async Task<ExceptionGroup> GroupAsync(
        this RouterHost router,
        string id,
        Func<ExceptionGroup, bool> expected
    )
    {
        ExceptionGroup? group = null;
        await Wait.UntilAsync(
            async () =>
                (group = await router.Exceptions.FindAsync(id, CancellationToken.None)) is not null && expected(group),
            Wait.Timeout,
            () => $"the group {id}; it is {group?.State ?? "not there"} with {group?.Count}"
        );
        return group!;
    }

    /// <summary>The group that the order belongs to, once it counts that many orders.</summary>
    public static async Task<ExceptionGroup> GroupAsync(this RouterHost router, OrderScenario order, int count = 1) =>
        await router.GroupAsync(await CauseIdAsync(order), group => group.Count == count);

    public static async Task<string> CauseIdAsync(OrderScenario order) =>
        (await order.StateAsync()).CauseId ?? throw new InvalidOperationException("It is not on hold.");

    /// <summary>A cause that no other spec knows.</summary>
    public static ExceptionCause NewCause(string kind = ExceptionKind.ConnectionDown) =>
        new()
        {
            Kind = kind,
            Merchant = "acme",
            Connection = $"connection-{Guid.NewGuid():N}",
        };
}
