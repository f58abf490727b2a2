namespace Crossdock.OrderRouter.Orders;

/// <summary>Notes for people on orders that were edited too late.</summary>
internal static class Notes
{
    public const string Mended = "what it was on hold for is settled";
    public const string ShippedAsItWas =
        "It was edited in the cart after it was sent to the warehouse, which ships the earlier revision.";

    public static string ToBeStopped(string why) =>
        $"It was edited in the cart, and the new revision cannot be delivered: {why} The warehouse was asked to cancel the earlier one.";

    public static string NotStopped(string why) =>
        $"It was edited in the cart, but the warehouse can no longer cancel: {why} It ships the earlier revision.";
}
