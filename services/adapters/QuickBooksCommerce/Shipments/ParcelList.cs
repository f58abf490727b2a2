using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.Adapters.QuickBooksCommerce.Wire;
using Crossdock.Contracts;

namespace Crossdock.Adapters.QuickBooksCommerce.Shipments;

/// <summary>Lists what the cart shows as shipped: a page of fulfillments, with their lines beside them, for up to 250 orders.</summary>
internal static class ParcelList
{
    public static async Task<IReadOnlyList<CartParcel>> ReadAsync(
        ICommerceApi api,
        IEnumerable<long> orders,
        CancellationToken cancellationToken
    )
    {
        var shown = new List<CartParcel>();
        foreach (var some in orders.Distinct().Chunk(Pagination.MaxPage))
        {
            var pages = Answers.PagesAsync(
                page => api.ListFulfillmentsOfAsync(some, page, cancellationToken),
                body => body.Fulfillments
            );
            await foreach (var (page, beside) in pages)
            {
                var lines = (beside.FulfillmentLineItems ?? []).ToLookup(line => line.FulfillmentId);
                // What is only packed has not left.
                foreach (var fulfillment in page.Where(one => one.Status is not ("packed" or "void" or "deleted")))
                {
                    if (fulfillment.OrderId is { } order)
                    {
                        shown.Add(new(Texts.Of(order), Shown(fulfillment, [.. lines[fulfillment.Id]])));
                    }
                }
            }
        }

        return shown;
    }

    private static ParcelInCart Shown(FulfillmentObject fulfillment, IReadOnlyList<FulfillmentLineObject> lines) =>
        new()
        {
            ShipmentId = FulfillmentMapping.ShipmentIn(fulfillment.Notes),
            TrackingNumber = fulfillment.TrackingNumber,
            // A fulfillment without lines cannot be: they did not come along.
            Lines =
                lines.Count > 0 && lines.All(line => line is { OrderLineItemId: not null, Quantity: not null })
                    ?
                    [
                        .. lines.Select(line => new ConfirmedLine
                        {
                            LineId = Texts.Of(line.OrderLineItemId!.Value),
                            Quantity = line.Quantity!.Value,
                        }),
                    ]
                    : null,
        };
}
