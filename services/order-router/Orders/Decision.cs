namespace Crossdock.OrderRouter.Orders;

/// <summary>The outcome of a message: the next state, the messages to publish, and the entry for the history.</summary>
/// <param name="NextState">The state that the order enters; null if it does not change.</param>
/// <param name="Messages">Published once the order is stored.</param>
/// <param name="Description">For people; null if there is nothing to report.</param>
public sealed record Decision(string? NextState, IReadOnlyList<object> Messages, string? Description)
{
    /// <summary>What a person has to know of at once: each is logged as a warning.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The person behind it; null if nobody asked for it.</summary>
    public string? By { get; init; }

    /// <summary>Why, in the person's words.</summary>
    public string? Why { get; init; }

    /// <summary>What the person changed on the order.</summary>
    public IReadOnlyList<OrderChange> Changes { get; init; } = [];

    /// <summary>Nothing changes.</summary>
    public static Decision None { get; } = new(null, [], null);

    public static Decision Enter(string state, string what, params IReadOnlyList<object> messages) =>
        new(state, messages, what);

    /// <summary>The order keeps its state, and these messages are published (again).</summary>
    public static Decision Repeat(params IReadOnlyList<object> messages) => new(null, messages, null);

    /// <summary>The order keeps its state, and its history gets an entry.</summary>
    public static Decision Note(string what, params IReadOnlyList<object> messages) => new(null, messages, what);

    /// <summary>The order keeps its state, its history gets an entry, and a person has to know of it.</summary>
    public static Decision Warn(string what, params IReadOnlyList<object> messages) =>
        new(null, messages, what) { Warnings = [what] };
}
