namespace Crossdock.Sandbox;

/// <summary>
/// Every behaviour that the facts mark unknown, and what this sandbox does: one place to change when the truth is learnt.
/// Where nothing speaks for one side, the choice is what is hardest on a careless client.
/// </summary>
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

    /// <summary>Stock may go below zero, as seen in data ("-12").</summary>
    public const bool NegativeStockAllowed = true;

    /// <summary>A list without <c>order=</c> comes newest first, so that nobody relies on ascending ids.</summary>
    public const bool NewestFirst = true;

    /// <summary>Only some lists carry meta.total: those of these resources.</summary>
    public static bool ListsTotal(string plural) =>
        plural is "variants" or "companies" or "fulfillments";

    /// <summary>Text of a 401.</summary>
    public const string UnauthorizedMessage = "Invalid access token";

    /// <summary>An authorization code lives this long; refresh tokens live until they are used.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long after a failed webhook call it is tried again: doubled each time, up to an hour.</summary>
    public static TimeSpan WebhookRetry(int attempts, int seconds) =>
        TimeSpan.FromSeconds(Math.Min(seconds * Math.Pow(2, Math.Min(attempts, 12) - 1), 3600));

    /// <summary>An access token lives to its end even when its pair was refreshed; only the refresh token dies.</summary>
    public const bool AccessOutlivesRefresh = true;

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

    /// <summary>A second PickTicketAdd with the same number becomes a second ticket: who sends twice ships twice.</summary>
    public const bool DuplicateNumbersAccepted = true;

    /// <summary>Staged tickets cannot be found by order number, read or cancelled; only their add status can be asked.</summary>
    public const bool StagedTicketsAreHidden = true;

    /// <summary>Tickets outside the seeds go in two parcels from this total quantity on.</summary>
    public const decimal TwoParcelsFrom = 10;

    /// <summary>What is shipped, in total over all warehouses, is what the report compares with the cart's stock.</summary>
    public const bool StockIsComparedOverAllWarehouses = true;
}
