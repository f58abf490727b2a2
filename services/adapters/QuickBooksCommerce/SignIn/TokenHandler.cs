using System.Net;
using System.Net.Http.Headers;
using Crossdock.Adapters.QuickBooksCommerce.Http;

namespace Crossdock.Adapters.QuickBooksCommerce.SignIn;

/// <summary>Signs each request, and once more with another token where the service refuses the first.</summary>
internal sealed class TokenHandler(ISignIn signIn) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var token = await signIn.TokenAsync(cancellationToken);
        var response = await SendAsync(request, token, cancellationToken);
        // The refusal is the service's own word, so nothing was done: a write may go again too.
        if (
            response.StatusCode == HttpStatusCode.Unauthorized
            && await signIn.RenewAsync(token, cancellationToken) is { } renewed
        )
        {
            response.Dispose();
            response = await SendAsync(request, renewed, cancellationToken);
        }

        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        response.Dispose();
        throw Errors.TokenRefused(Errors.TextIn(body));
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        string token,
        CancellationToken cancellationToken
    )
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, cancellationToken);
    }
}
