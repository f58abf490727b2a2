namespace Crossdock.OrderRouter.Orders;

/// <summary>What a person reads of an order whose edit did not go the straight way.</summary>
internal static class Notes
{
    public const string ShippedAsItWas =
        "It was edited in the cart after it went to the warehouse: the warehouse ships it as it was.";

    public static string ToBeStopped(string why) =>
        $"It was edited in the cart and cannot be delivered so: {why} The warehouse is asked to stop what it was asked for before.";

    public static string NotStopped(string why) =>
        $"It was edited in the cart, and the warehouse could not be stopped any more: {why} It ships the order as it was.";
}
