using System.Net;

namespace Crossdock.Adapters.QuickBooksCommerce.Http;

/// <summary>What an answer other than 2xx means for us.</summary>
internal static class AnswerProblem
{
    /// <summary>True where the 401 comes from a second, older lock before the API, which no token opens.</summary>
    public static bool AsksForBasic(RawAnswer answer) =>
        answer.Status == HttpStatusCode.Unauthorized
        && answer.Headers.WwwAuthenticate.Any(challenge =>
            string.Equals(challenge.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Seen when an Idempotency-Key comes a second time within a day; its status is not known, so the words decide.</summary>
    public static bool SaysDuplicateKey(string? words) =>
        words?.Contains("Duplicate Idempotency Key", StringComparison.OrdinalIgnoreCase) == true;

    /// <param name="answer">Not 2xx and not 429, which the budget knows more about.</param>
    /// <param name="changes">True where something was to be changed.</param>
    public static ConnectionProblemException Of(RawAnswer answer, bool changes)
    {
        var words = ErrorText.In(answer.Body);
        var said = words is null ? "" : $": {words}";
        return (int)answer.Status switch
        {
            401 when AsksForBasic(answer) => new(
                ConnectionProblem.Credentials,
                "This cart has extra Basic authentication switched on, which blocks the API: switch it off in QuickBooks Commerce"
            ),
            401 => new(
                ConnectionProblem.Credentials,
                $"QuickBooks Commerce does not accept the token{said}. Make a new privileged access token and set Token, or connect again"
            ),
            402 => new(
                ConnectionProblem.Credentials,
                $"The QuickBooks Commerce subscription has lapsed{said}. It has to be renewed there"
            ),
            403 => new(
                ConnectionProblem.Credentials,
                $"The token is known but may not do this{said}. Give its user the permission in QuickBooks Commerce"
            ),
            404 when changes && words is not null => new(
                ConnectionProblem.Refused,
                $"QuickBooks Commerce does not have it{said}"
            ),
            404 => new(
                ConnectionProblem.WrongAddress,
                $"There is no QuickBooks Commerce API at this address (404{said}): check Address"
            ),
            < 400 => new(
                ConnectionProblem.WrongAddress,
                $"The address sends us elsewhere ({(int)answer.Status}): check Address"
            ),
            >= 500 when changes => new(
                ConnectionProblem.Unclear,
                $"QuickBooks Commerce failed ({(int)answer.Status}{said}): what was asked for may have been done or not"
            ),
            408 or >= 500 => new(
                ConnectionProblem.Down,
                $"QuickBooks Commerce cannot answer now ({(int)answer.Status}{said})"
            ),
            var status when !changes => new(
                ConnectionProblem.WrongAddress,
                $"QuickBooks Commerce does not understand the question ({status}{said}): check Address"
            ),
            var status => new(ConnectionProblem.Refused, $"QuickBooks Commerce refuses ({status}{said})"),
        };
    }

    /// <summary>An answer 2xx that is no JSON, or only the beginning of it.</summary>
    public static ConnectionProblemException Unreadable(RawAnswer answer, bool changes, Exception inner) =>
        changes ? new(ConnectionProblem.Unclear, "QuickBooks Commerce accepted, but its answer cannot be read", inner)
        : answer.Body.AsSpan().TrimStart(" \r\n\t"u8).StartsWith("{"u8)
            ? new(ConnectionProblem.Down, "The answer of QuickBooks Commerce breaks off in the middle", inner)
        : new(
            ConnectionProblem.WrongAddress,
            "Something answers at this address, but not QuickBooks Commerce: check Address",
            inner
        );
}
