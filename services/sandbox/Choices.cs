using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox;

/// <summary>
/// Every behaviour that the facts mark unknown, and what this sandbox does: one place to change when the truth is learnt.
/// Where nothing speaks for one side, the choice is what is hardest on a careless client.
/// </summary>
/// <remarks>
/// Choices that are a way of working and not a value:
/// <list type="bullet">
/// <item>An OAuth access token lives to its end even when its pair was refreshed; only the refresh token dies at once.</item>
/// <item>Bounds of created_at and updated_at filters are inclusive; past the last page a list is empty; unknown query parameters are passed over.</item>
/// <item>Stock in the cart may go below zero, as seen in data ("-12").</item>
/// <item>A second PickTicketAdd with the same number becomes a second ticket: who sends twice ships twice.</item>
/// <item>A staged ticket cannot be found by order number, read or cancelled; only its add status can be asked, by the number as sent or with the client code before it.</item>
/// <item>An order's action answers 200 with the order; an order's or a fulfillment's DELETE leaves it with the status deleted.</item>
/// <item>A restart makes every token of the warehouse stale.</item>
/// <item>Of two tickets with one number, every operation means the newer.</item>
/// <item>A date without a time means its whole day, one with minutes the whole minute; statuses by date go by the last change of status.</item>
/// <item>A request's elements are known by their local names, whatever their namespace: the tolerance that was seen is taken as far as it may go. What a strict reader would refuse, the schemas of <c>?WSDL</c> tell.</item>
/// <item>An announced delivery (receiving ticket) is numbered when it is sent, staged like a pick ticket, arrives as it was announced and is then stock.</item>
/// <item>The SOAPAction may be left out; a wrong one is refused. A GET without <c>?WSDL</c> is not found.</item>
/// <item>PendingQuantity is 0; tickets take stock from the warehouse that they name when a parcel leaves.</item>
/// </list>
/// </remarks>
internal static class Choices
{
    // QuickBooks Commerce

    /// <summary>Status of an order created without one; the documented example is a draft.</summary>
    public const string NewOrderStatus = "draft";

    /// <summary>Most rows in a page; above it the answer is 400.</summary>
    public const int MostPerPage = 250;

    /// <summary>A second use of an Idempotency-Key: the message is quoted, the status is not.</summary>
    public const int DuplicateKeyStatus = 409;

    /// <summary>A fulfillment without lines: the message is quoted, the status is not.</summary>
    public const int NoFulfillmentLinesStatus = 422;

    /// <summary>Stock is committed by finalized orders only, for what is not yet fulfilled.</summary>
    public static bool Commits(string orderStatus) => orderStatus is "finalized";

    /// <summary>Only a finalized order (or one already partly shipped, which stays finalized) can be fulfilled.</summary>
    public static bool CanBeFulfilled(string orderStatus) => orderStatus is "finalized";

    /// <summary>Documents contradict each other about PUT /fulfillments: even ids answer 200 with a body, odd ones 204.</summary>
    public static bool FulfillmentPutHasBody(int id) => id % 2 == 0;

    /// <summary>What more than the quantity left answers, as a 422 on quantity. Packed quantities count as used.</summary>
    public const string OverFulfilment = "exceeds the quantity left to fulfil";

    /// <summary>A list without <c>order=</c> comes newest first, so that nobody relies on ascending ids.</summary>
    public const bool NewestFirst = true;

    /// <summary>Text of a 401.</summary>
    public const string UnauthorizedMessage = "Invalid access token";

    /// <summary>An authorization code lives this long; refresh tokens live until they are used.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long after a failed webhook call it is tried again: doubled each time, up to an hour.</summary>
    public static TimeSpan WebhookRetry(int attempts, int seconds) =>
        TimeSpan.FromSeconds(Math.Min(seconds * Math.Pow(2, Math.Min(attempts, 12) - 1), 3600));

    // Bergen

    /// <summary>An unknown or stale token answers 200 with this notification.</summary>
    public const int AuthenticationCode = 1;

    /// <summary>Severity of the answer to a stale token.</summary>
    public const string AuthenticationSeverity = "AuthenticationError";

    /// <summary>Text of the answer to a stale token.</summary>
    public const string AuthenticationMessage = "Authentication string is not valid or has expired";

    /// <summary>Code of an import that failed for an item the warehouse does not know (severity UpcCodeError).</summary>
    public const int UpcCode = 36;

    /// <summary>Code of an import that failed for a reason of the warehouse's own (severity Error).</summary>
    public const int ImportCode = 99;

    /// <summary>Code of a mandatory text that is missing.</summary>
    public const int RequiredCode = 9;

    /// <summary>Code of a date that cannot be read.</summary>
    public const int DateCode = 20;

    /// <summary>The date that <c>dateType</c> of GetReceivingStatusesByDateConfigurable means; the facts name the argument only.</summary>
    public static DateTimeOffset? ReceivingDate(int dateType, ReceivingTicket ticket) =>
        dateType switch
        {
            1 => ticket.StatusChangedAt,
            2 => ticket.ArrivedAt,
            3 => ticket.AddedAt,
            _ => ticket.CreatedAt,
        };

    /// <summary>Tickets outside the seeds go in two parcels from this total quantity on.</summary>
    public const decimal TwoParcelsFrom = 10;
}
