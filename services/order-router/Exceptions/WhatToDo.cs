using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>What to do about each kind of cause, in a sentence or two.</summary>
internal static class WhatToDo
{
    public static string For(string kind) =>
        kind switch
        {
            ExceptionKind.RouteMissing =>
                "Create a route for the cart. Its orders continue automatically within a minute.",
            ExceptionKind.ShipMethodUnmapped =>
                "Map the ship method in the route of the cart. Its orders continue automatically within a minute.",
            ExceptionKind.QuantityInvalid =>
                "Correct the quantity in the cart, or cancel the order there. It continues automatically once it is.",
            ExceptionKind.DuplicateOrder =>
                "Compare each order with the one that it names: release it to send both, or cancel it.",
            ExceptionKind.LineWithoutSku =>
                "Add the description to the substitutes in the route of the cart, or give the line an item in the cart.",
            ExceptionKind.Filtered => "Change the filter in the route of the cart, or cancel the order.",
            ExceptionKind.BlockedInCart => "Correct the orders in the cart. Each continues automatically once it is.",
            ExceptionKind.ShippedByHand =>
                "Compare the cart with the warehouse: ship the rest by hand, or release the order to accept it.",
            ExceptionKind.EditedTooLate =>
                "Ask the warehouse to ship the order as it is now, or undo the edit; release the order to accept it as it was sent.",
            ExceptionKind.CancelRefused =>
                "Ask the warehouse to stop the order; release it to accept that it ships, or take the change back in the cart.",
            ExceptionKind.WarehouseRefused =>
                "Fix what the warehouse refuses, there, in the cart or in the route, and release the orders.",
            ExceptionKind.CanceledAtWarehouse =>
                "Ask the warehouse why it canceled them, and release each order to send it again, or cancel it in the cart.",
            ExceptionKind.MayStillArrive =>
                "Look for each delivery at the warehouse. Release an order with confirm=duplicate-risk only if it is not there.",
            ExceptionKind.DeliveryTurnedUp =>
                "Have the warehouse cancel the delivery that is not wanted; the order continues once it is canceled or shipped.",
            ExceptionKind.ParcelDiffers or ExceptionKind.ShortShipped =>
                "Compare the parcel with the order, settle it with the customer and the warehouse, and release the order to accept it.",
            ExceptionKind.ParcelWithoutNumber =>
                "Get the tracking number from the warehouse, add it in the cart, and release the order.",
            ExceptionKind.CartRefused => "Fix what the cart refuses, and release the orders: the cart is asked again.",
            ExceptionKind.HeldByPerson => "Release the order once what it is held for is settled.",
            ExceptionKind.OrdersStuck =>
                "Look at the connections of these orders: nothing has happened to them for longer than is usual.",
            ExceptionKind.ConnectionRejected =>
                "Save the connection again with valid credentials, or authorize it again.",
            ExceptionKind.ConnectionDown =>
                "Ask the operator of the external system. Its orders wait, and continue automatically.",
            ExceptionKind.ConnectionUnusable => "Save the connection again.",
            ExceptionKind.RecordUnreadable => "Correct the record where it comes from.",
            ExceptionKind.ReconciliationDiffers =>
                "Read the differences of the latest reconciliation: each says what mends it.",
            ExceptionKind.MessagesFailed =>
                "See what the messages failed of, fix it, and move them back to their queue.",
            _ => "Read the reason, fix it, and release the orders.",
        };
}
