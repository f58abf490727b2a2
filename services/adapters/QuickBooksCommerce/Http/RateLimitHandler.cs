namespace Crossdock.Adapters.QuickBooksCommerce.Http;

/// <summary>Takes each call out of the budget, and learns from each answer what is left.</summary>
internal sealed class RateLimitHandler(RateLimiter limiter) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<Work> Key = new(WorkKey.Name);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        limiter.Take(request.Options.TryGetValue(Key, out var work) ? work : Work.Routine);
        var response = await base.SendAsync(request, cancellationToken);
        limiter.Observe(response.StatusCode, response.Headers);
        return response;
    }
}
