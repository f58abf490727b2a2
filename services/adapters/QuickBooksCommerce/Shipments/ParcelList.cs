using System.Globalization;
using Crossdock.Adapters.QuickBooksCommerce.Http;

namespace Crossdock.Adapters.QuickBooksCommerce.Shipments;

/// <summary>Lists what the cart shows as shipped: a page of fulfillments for up to 250 orders.</summary>
internal static class ParcelList
{
    public static async Task<IReadOnlyList<CartParcel>?> ReadAsync(
        ICommerceApi api,
        IReadOnlyList<string> cartOrderIds,
        CancellationToken cancellationToken
    )
    {
        var shown = new List<CartParcel>();
        var ids = cartOrderIds.Select(id => long.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture));
        foreach (var some in ids.Distinct().Chunk(Pagination.MaxPage))
        {
            var pages = Answers.PagesAsync(
                page => api.ListFulfillmentsOfAsync(some, page, cancellationToken),
                body => body.Fulfillments
            );
            await foreach (var (page, _) in pages)
            {
                // What is only packed has not left.
                foreach (var fulfillment in page.Where(one => one.Status is not ("packed" or "void" or "deleted")))
                {
                    if (fulfillment.OrderId is { } order)
                    {
                        shown.Add(new(order.ToString(CultureInfo.InvariantCulture), fulfillment.TrackingNumber));
                    }
                }
            }
        }

        return shown;
    }
}
