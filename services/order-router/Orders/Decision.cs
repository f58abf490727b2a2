namespace Crossdock.OrderRouter.Orders;

/// <summary>What follows from a message: a new status or none, what is to be said, and what to write down about it.</summary>
/// <param name="NextState">The state that the order enters; null where it stays where it is.</param>
/// <param name="Messages">The messages that leave once the order is stored.</param>
/// <param name="Description">For people; null where nothing happened that they would want to read of.</param>
public sealed record Decision(string? NextState, IReadOnlyList<object> Messages, string? Description)
{
    /// <summary>Nothing is new.</summary>
    public static Decision None { get; } = new(null, [], null);

    public static Decision Enter(string state, string what, params IReadOnlyList<object> messages) =>
        new(state, messages, what);

    /// <summary>The order stays where it is, and this is said (again).</summary>
    public static Decision Repeat(params IReadOnlyList<object> messages) => new(null, messages, null);

    /// <summary>The order stays where it is, and something is worth writing down.</summary>
    public static Decision Note(string what, params IReadOnlyList<object> messages) => new(null, messages, what);
}
