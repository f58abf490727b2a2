using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Crossdock.Adapters.QuickBooksCommerce.SignIn;
using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce.Http;

/// <summary>Calls the API: signed in, within the budget, every failure told as a <see cref="ConnectionProblemException"/>.</summary>
internal sealed class CommerceClient(Transport transport, ISignIn signIn, RateLimiter budget)
{
    /// <summary>How many calls this kind of work has left for now; null where that is not known.</summary>
    public int? CallsLeft(Work work) => budget.Left(work);

    public async Task<Answer> GetAsync(string path, Work work, CancellationToken cancellationToken) =>
        Read(await SendAsync(HttpMethod.Get, path, null, null, work, cancellationToken), changes: false);

    /// <summary>Null where the service says that there is no such object.</summary>
    public async Task<Envelope?> FindAsync(string path, Work work, CancellationToken cancellationToken)
    {
        var raw = await ExchangeAsync(HttpMethod.Get, path, null, null, work, cancellationToken);
        return raw.Status == HttpStatusCode.NotFound && ErrorText.In(raw.Body) is not null
            ? null
            : Read(Accept(raw, changes: false), changes: false).Body;
    }

    /// <param name="idempotencyKey">Makes the service refuse the same thing a second time for a day.</param>
    public async Task<Envelope> SendAsync<T>(
        HttpMethod method,
        string path,
        T body,
        JsonTypeInfo<T> shape,
        string? idempotencyKey,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(body, shape);
        var raw = await SendAsync(method, path, json, idempotencyKey, work, cancellationToken);
        // A PUT is answered 204 without a body, or 200 with one.
        return raw.Body.Length == 0 ? new Envelope() : Read(raw, changes: true).Body;
    }

    private async Task<RawAnswer> SendAsync(
        HttpMethod method,
        string path,
        byte[]? json,
        string? key,
        Work work,
        CancellationToken cancellationToken
    ) => Accept(await ExchangeAsync(method, path, json, key, work, cancellationToken), changes: json is not null);

    private RawAnswer Accept(RawAnswer answer, bool changes) =>
        answer.Status == HttpStatusCode.TooManyRequests
            ? throw budget.Throttled("QuickBooks Commerce wants no more calls")
        : (int)answer.Status is >= 200 and < 300 ? answer
        : throw AnswerProblem.Of(answer, changes);

    private async Task<RawAnswer> ExchangeAsync(
        HttpMethod method,
        string path,
        byte[]? json,
        string? key,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var token = await signIn.TokenAsync(cancellationToken);
        var answer = await OnceAsync(token);
        if (answer.Status != HttpStatusCode.Unauthorized || AnswerProblem.AsksForBasic(answer))
        {
            return answer;
        }

        // Nothing was done, so that the same request may go again with a new token, also where it changes something.
        var renewed = await signIn.RenewAsync(token, cancellationToken);
        return renewed is null ? answer : await OnceAsync(renewed);

        async Task<RawAnswer> OnceAsync(string bearer)
        {
            budget.Take(work);
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            request.Headers.Accept.ParseAdd("application/json");
            if (key is not null)
            {
                request.Headers.Add("Idempotency-Key", key);
            }

            if (json is not null)
            {
                request.Content = new ByteArrayContent(json);
                request.Content.Headers.ContentType = new("application/json");
            }

            var raw = await transport.SendAsync(request, json is not null, cancellationToken);
            budget.Observe(raw.Status, raw.Headers);
            return raw;
        }
    }

    private static Answer Read(RawAnswer raw, bool changes)
    {
        try
        {
            var body = JsonSerializer.Deserialize(raw.Body, ReceivedJson.Default.Envelope);
            return new Answer(body ?? new Envelope(), Pagination.In(raw.Headers));
        }
        catch (JsonException e)
        {
            throw AnswerProblem.Unreadable(raw, changes, e);
        }
    }
}

/// <summary>An answer to a question, and where in the list it is.</summary>
internal sealed record Answer(Envelope Body, Pagination Pagination);
