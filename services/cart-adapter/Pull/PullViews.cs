using System.ComponentModel;
using System.Text.Json.Serialization;
using Crossdock.Adapters;

namespace Crossdock.CartAdapter.Pull;

/// <summary>What to read again: one order by its number, or those that were changed in a range.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PullBody
{
    [Description("The cart connection.")]
    public required string Connection { get; init; }

    [Description("The full number in the cart, with its #; or leave it out and set from.")]
    public string? Number { get; init; }

    [Description("The orders that were changed in the cart at or after this moment.")]
    public DateTimeOffset? From { get; init; }

    [Description("And not after this one; left out: up to now.")]
    public DateTimeOffset? To { get; init; }
}

/// <summary>Why a person takes in an order.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TakeInBody(
    [property: Description("For the order's history; at most 500 characters.")] string? Reason
);

/// <summary>What came of a pull.</summary>
public sealed record PulledOrders
{
    [Description("How many were read; in a preview, how many the cart has.")]
    public required int Count { get; init; }

    [Description("Each order that was read; of a preview by range, none.")]
    public IReadOnlyList<PulledOrder> Orders { get; init; } = [];

    [Description("Where the rest begins, as from of the next request; null if nothing is left.")]
    public DateTimeOffset? Next { get; init; }
}

/// <summary>What came of one order.</summary>
/// <param name="OrderId">Its id here and in the router.</param>
/// <param name="OrderNumber">Its number in the cart.</param>
/// <param name="Outcome"><c>new</c>, <c>changed</c>, <c>unchanged</c> (published again) or <c>not_ready</c>; in a preview <c>new</c> or <c>known</c>.</param>
/// <param name="Skipped">Why it is not sent; null if it is.</param>
public sealed record PulledOrder(Guid OrderId, string OrderNumber, string Outcome, string? Skipped)
{
    /// <summary>Its own id in the cart.</summary>
    [JsonIgnore]
    public string CartOrderId { get; init; } = "";

    /// <summary>As the cart shows it.</summary>
    [JsonIgnore]
    public CartOrderState State { get; init; }
}
