using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>The actions on an order.</summary>
internal sealed class OrderActions(SandboxDatabase database)
{
    /// <param name="order">The order.</param>
    /// <param name="action">The action's name in the path.</param>
    /// <param name="sent">What fulfil and pack put on the fulfillment.</param>
    public void Run(CartOrder order, string action, CartBody sent)
    {
        switch (action)
        {
            case "fulfil":
                new FulfillmentService(database).FulfillRest(order, "fulfilled", sent);
                break;
            case "pack":
                new FulfillmentService(database).FulfillRest(order, "packed", sent);
                break;
            case "invoice":
                Invoice(order);
                break;
            case "pay":
                Pay(order);
                break;
            case "void":
                new OrderService(database, new OrderLineService(database)).Close(order, "void");
                break;
            default:
                throw CartProblem.NotFound("action", action);
        }
    }

    /// <summary>Invoices the whole order, once.</summary>
    public void Invoice(CartOrder order)
    {
        if (order.InvoiceIds.Count == 0)
        {
            order.InvoiceStatus = "invoiced";
            order.InvoiceIds = [order.Id + 100_000];
            database.Touch(order);
            database.EnqueueWebhook("invoice.create", "invoices", order.InvoiceIds[0]);
        }
    }

    private void Pay(CartOrder order)
    {
        if (order.PaymentIds.Count == 0)
        {
            order.PaymentStatus = "paid";
            order.PaymentIds = [order.Id + 200_000];
            database.Touch(order);
            database.EnqueueWebhook("payment.create", "payments", order.PaymentIds[0]);
        }
    }
}
