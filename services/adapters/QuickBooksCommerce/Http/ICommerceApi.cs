using Crossdock.Adapters.QuickBooksCommerce.Wire;
using Refit;

namespace Crossdock.Adapters.QuickBooksCommerce.Http;

/// <summary>The calls of the API that Crossdock makes. Lists are read 250 to a page, which is the most that the API gives.</summary>
internal interface ICommerceApi
{
    [Get("/accounts/current")]
    Task<IApiResponse<Envelope>> GetAccountAsync(
        [Property(WorkKey.Name)] Work work,
        CancellationToken cancellationToken
    );

    [Get("/orders?order=updated_at%20asc&limit=250")]
    Task<IApiResponse<Envelope>> ListOrdersAsync(
        [AliasAs("updated_at_min")] string updatedAtMin,
        [AliasAs("status[]"), Query(CollectionFormat.Multi)] IEnumerable<string> statuses,
        int page,
        CancellationToken cancellationToken
    );

    [Get("/orders?limit=250")]
    Task<IApiResponse<Envelope>> ListOrdersByIdAsync(
        [Query(CollectionFormat.Csv)] IEnumerable<long> ids,
        [AliasAs("status[]"), Query(CollectionFormat.Multi)] IEnumerable<string> statuses,
        int page,
        CancellationToken cancellationToken
    );

    [Get("/orders?limit=250")]
    Task<IApiResponse<Envelope>> FindOrdersAsync(
        [AliasAs("order_number")] string orderNumber,
        [AliasAs("status[]"), Query(CollectionFormat.Multi)] IEnumerable<string> statuses,
        CancellationToken cancellationToken
    );

    [Get("/orders?limit=1")]
    Task<IApiResponse<Envelope>> CountOrdersAsync(
        [AliasAs("updated_at_min")] string updatedAtMin,
        [AliasAs("updated_at_max")] string updatedAtMax,
        [AliasAs("status[]"), Query(CollectionFormat.Multi)] IEnumerable<string> statuses,
        CancellationToken cancellationToken
    );

    [Get("/orders/{id}?include=order_line_items,shipping_address,billing_address,company")]
    Task<IApiResponse<Envelope>> GetOrderAsync(long id, CancellationToken cancellationToken);

    [Get("/order_line_items?limit=250")]
    Task<IApiResponse<Envelope>> ListOrderLinesAsync(
        [AliasAs("order_id"), Query(CollectionFormat.Csv)] IEnumerable<long> orderIds,
        int page,
        CancellationToken cancellationToken
    );

    [Get("/addresses?limit=250")]
    Task<IApiResponse<Envelope>> ListAddressesAsync(
        [Query(CollectionFormat.Csv)] IEnumerable<long> ids,
        int page,
        CancellationToken cancellationToken
    );

    [Get("/companies?limit=250")]
    Task<IApiResponse<Envelope>> ListCompaniesAsync(
        [Query(CollectionFormat.Csv)] IEnumerable<long> ids,
        int page,
        CancellationToken cancellationToken
    );

    [Get("/variants?limit=250")]
    Task<IApiResponse<Envelope>> ListVariantsAsync(
        [Query(CollectionFormat.Csv)] IEnumerable<long> ids,
        int page,
        CancellationToken cancellationToken
    );

    [Get("/variants?order=created_at%20asc&limit=250")]
    Task<IApiResponse<Envelope>> ListVariantsChangedAsync(
        [AliasAs("updated_at_min")] string? updatedAtMin,
        int page,
        CancellationToken cancellationToken
    );

    [Get("/currencies?limit=250")]
    Task<IApiResponse<Envelope>> ListCurrenciesAsync(int page, CancellationToken cancellationToken);

    [Get("/fulfillments?limit=250")]
    Task<IApiResponse<Envelope>> ListFulfillmentsAsync(
        [AliasAs("order_id")] long orderId,
        int page,
        [Property(WorkKey.Name)] Work work,
        CancellationToken cancellationToken
    );

    [Get("/fulfillments?limit=250")]
    Task<IApiResponse<Envelope>> ListFulfillmentsOfAsync(
        [AliasAs("order_id"), Query(CollectionFormat.Csv)] IEnumerable<long> orderIds,
        int page,
        CancellationToken cancellationToken
    );

    /// <param name="body">The parcel.</param>
    /// <param name="key">Makes the service refuse the same thing a second time for a day.</param>
    /// <param name="work">Urgent.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    [Post("/fulfillments")]
    Task<IApiResponse<Envelope>> CreateFulfillmentAsync(
        [Body] FulfillmentBody body,
        [Header("Idempotency-Key")] string key,
        [Property(WorkKey.Name)] Work work,
        CancellationToken cancellationToken
    );

    [Put("/fulfillments/{id}")]
    Task<IApiResponse<Envelope>> UpdateFulfillmentAsync(
        long id,
        [Body] FulfillmentBody body,
        [Property(WorkKey.Name)] Work work,
        CancellationToken cancellationToken
    );

    [Get("/stock_adjustments?order=created_at%20desc&limit=250")]
    Task<IApiResponse<Envelope>> ListNewestStockAdjustmentsAsync(CancellationToken cancellationToken);

    [Post("/stock_adjustments")]
    Task<IApiResponse<Envelope>> CreateStockAdjustmentAsync(
        [Body] StockAdjustmentBody body,
        [Header("Idempotency-Key")] string key,
        CancellationToken cancellationToken
    );

    [Get("/webhooks?limit=250")]
    Task<IApiResponse<Envelope>> ListWebhooksAsync(int page, CancellationToken cancellationToken);

    [Post("/webhooks")]
    Task<IApiResponse<Envelope>> CreateWebhookAsync([Body] SubscriptionBody body, CancellationToken cancellationToken);
}

/// <summary>The sign-in of the API, which needs no token.</summary>
internal interface ITokenApi
{
    [Post("/oauth/token")]
    Task<IApiResponse<TokenObject>> CreateTokenAsync([Body] HttpContent form, CancellationToken cancellationToken);
}
