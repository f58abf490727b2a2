using System.Net;

namespace Crossdock.Adapters.QuickBooksCommerce.Http;

/// <summary>A call to the API: which answers are its own, and what they stand for.</summary>
/// <param name="timeout">Of one call.</param>
/// <param name="limiter">Knows until when a 429 lasts; null where no calls are counted.</param>
/// <param name="time">The clock.</param>
internal class CommerceCall(TimeSpan timeout, RateLimiter? limiter, TimeProvider time)
    : ExternalCall("QuickBooks Commerce", timeout, time)
{
    /// <summary>250 orders of the documented shape are well under one; the rest is for long notes.</summary>
    protected override int MaxBytes => 16 * 1024 * 1024;

    /// <summary>True if the 401 comes from a second, older lock before the API, which no token opens.</summary>
    protected static bool AsksForBasic(ExternalAnswer answer) =>
        answer.Status == HttpStatusCode.Unauthorized
        && answer.Headers.WwwAuthenticate.Any(challenge =>
            string.Equals(challenge.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>
    /// The created or changed object under its name, a 204 without a body to a PUT, or an error in one of the documented shapes. A bare
    /// <c>{"error":…}</c> is what gateways send too: it counts with the call count, which the service puts on every answer.
    /// </summary>
    protected override bool IsOwnAnswer(ExternalAnswer answer)
    {
        if (answer.Body.Length == 0)
        {
            return answer.Status == HttpStatusCode.NoContent && answer.Request.Method == HttpMethod.Put;
        }

        if (answer.JsonObject() is not { } json)
        {
            return false;
        }

        bool Has(string name) => json.TryGetProperty(name, out _);
        return (int)answer.Status is >= 200 and < 300
            ? Has("fulfillment") || Has("stock_adjustment") || Has("webhook")
            : Has("errors")
                || (Has("type") && Has("message"))
                || (Has("error") && answer.Headers.Contains("X-Rate-Limit-Limit"))
                || Errors.SaysDuplicateKey(ErrorText(answer));
    }

    protected override string? ErrorText(ExternalAnswer answer) => Errors.TextIn(answer.Body);

    protected override ConnectionProblemException? ProblemOf(ExternalAnswer answer)
    {
        if (answer.IsWrite && !IsOwnAnswer(answer))
        {
            return base.ProblemOf(answer);
        }

        if ((int)answer.Status is >= 200 and < 300 && !answer.IsWrite)
        {
            return answer.JsonObject() is null ? Unreadable(answer) : null;
        }

        var said = ErrorText(answer) is { } words ? $": {words}" : "";
        return (int)answer.Status switch
        {
            401 when AsksForBasic(answer) => new(
                ConnectionProblem.Credentials,
                "This cart has extra Basic authentication switched on, which blocks the API: switch it off in QuickBooks Commerce"
            ),
            // The token handler tries another token.
            401 => null,
            402 => new(
                ConnectionProblem.Credentials,
                $"The QuickBooks Commerce subscription has lapsed{said}: renew it there"
            ),
            403 => new(
                ConnectionProblem.Credentials,
                $"The token is known but may not do this{said}: give its user the permission in QuickBooks Commerce"
            ),
            // An object that is gone; a list that is not there is the reader's problem.
            404 when !answer.IsWrite && said.Length > 0 => null,
            404 when !answer.IsWrite => Errors.NoApi(""),
            429 when limiter is not null => limiter.Throttled("QuickBooks Commerce rate limit reached"),
            _ => base.ProblemOf(answer),
        };
    }

    private static ConnectionProblemException Unreadable(ExternalAnswer answer) =>
        answer.Body.Span.TrimStart(" \r\n\t"u8).StartsWith("{"u8)
            ? new(ConnectionProblem.Down, "The answer of QuickBooks Commerce breaks off in the middle")
            : new(
                ConnectionProblem.WrongAddress,
                "The server at this address is not QuickBooks Commerce: check Address"
            );
}
