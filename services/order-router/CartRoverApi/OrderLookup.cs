using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Api;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>Finds an order of a key's carts: by the reference under which it was posted, else by its number.</summary>
internal sealed class OrderLookup(IDocuments<PostedOrderDocument> posted, IDocuments<OrderState> orders)
{
    private const int MaxSameNumber = 100;

    /// <exception cref="CartRoverException">There is none.</exception>
    public async Task<FoundOrder> FindAsync(KeyScope scope, string reference, CancellationToken cancellationToken)
    {
        foreach (var cart in scope.Carts)
        {
            var id = DerivedId.OfOrder(cart, reference).ToString("D");
            if (await OfAsync(id, cancellationToken) is { } found)
            {
                return found;
            }
        }

        var numbered = await orders.QueryAsync(
            OrderState.ByNumber.Where(reference).Take(MaxSameNumber),
            cancellationToken
        );
        return
            numbered.Where(order => scope.Carts.Contains(order.Connection)).MaxBy(order => order.UpdatedAt) is { } order
            ? await OfAsync(order, cancellationToken)
            : throw new CartRoverException(ErrorCode.Invalid, $"Order not found: {reference}");
    }

    public async Task<FoundOrder> OfAsync(OrderState order, CancellationToken cancellationToken) =>
        new(order.IsPosted ? await posted.FindAsync(order.Id, cancellationToken) : null, order);

    private async Task<FoundOrder?> OfAsync(string id, CancellationToken cancellationToken)
    {
        // In this order: the saga may get the order in between, and never loses it.
        var document = await posted.FindAsync(id, cancellationToken);
        var order = await orders.FindAsync(id, cancellationToken);
        return document is null && order is null ? null : new(document, order);
    }
}
