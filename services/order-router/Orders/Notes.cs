namespace Crossdock.OrderRouter.Orders;

/// <summary>Notes for people on orders that were edited too late.</summary>
internal static class Notes
{
    public const string Mended = "what it was on hold for is settled";
    public const string ShippedAsItWas =
        "It was edited in the cart after it was sent to the warehouse, which ships the earlier revision.";

    public const string ToBeReplaced =
        "The warehouse was asked to cancel the delivery; then another one is sent with the change.";

    public static string ToBeHeld(string why) => $"{why} The warehouse was asked to cancel the delivery.";

    public static string NotHeld(string why) => $"It was to be held, but the warehouse can no longer cancel: {why}";

    public static string ToBeStopped(string why) =>
        $"It was edited in the cart, and the new revision cannot be delivered: {why} The warehouse was asked to cancel the earlier one.";

    public static string NotStopped(string why) =>
        $"It was edited, but the warehouse can no longer cancel: {why} It ships the earlier revision.";
}
