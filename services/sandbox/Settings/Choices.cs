namespace Crossdock.Sandbox.Settings;

/// <summary>
/// Every behavior that the facts mark as unknown, and what this sandbox does: one place to change when the truth is learnt.
/// If nothing speaks for one side, the choice is the one that is hardest on a careless client.
/// </summary>
/// <remarks>
/// Choices that are behavior and not a value:
/// <list type="bullet">
/// <item>An OAuth access token stays valid to its end even if its pair was refreshed; only the refresh token dies at once.</item>
/// <item>Bounds of created_at and updated_at filters are inclusive; past the last page a list is empty; unknown query parameters are ignored.</item>
/// <item>Stock in the cart may be negative, as seen in data ("-12").</item>
/// <item>A second PickTicketAdd with the same number creates a second ticket: a client that sends twice ships twice.</item>
/// <item>A staged ticket cannot be found by order number, read or cancelled. Only its add status can be read, by either form of the number.</item>
/// <item>An order's action answers 200 with the order; DELETE of an order or a fulfillment sets its status to deleted.</item>
/// <item>A restart makes every token of the warehouse stale.</item>
/// <item>Of two tickets with one number, every operation uses the newer.</item>
/// <item>A date without a time means its whole day, one with minutes the whole minute; statuses by date go by the last change of status.</item>
/// <item>A request's elements are matched by local name in any namespace, which takes the tolerance that was seen as far as possible.
/// A strict reader is described by the schemas of <c>?WSDL</c>.</item>
/// <item>A receiving ticket is numbered when it is sent, staged like a pick ticket, arrives complete and is then stock.</item>
/// <item>The SOAPAction may be missing; a wrong one is refused. A GET without <c>?WSDL</c> is not found.</item>
/// <item>PendingQuantity is 0; tickets take stock from the warehouse that they name when a parcel ships.</item>
/// </list>
/// </remarks>
internal static class Choices
{
    // QuickBooks Commerce

    /// <summary>Status of an order that is created without one; the documented example is a draft.</summary>
    public const string NewOrderStatus = "draft";

    /// <summary>Most rows in a page; above it the answer is 400.</summary>
    public const int MaxPerPage = 250;

    /// <summary>A second use of an Idempotency-Key: the message is quoted, the status is not.</summary>
    public const int DuplicateKeyStatus = 409;

    /// <summary>A fulfillment without lines: the message is quoted, the status is not.</summary>
    public const int NoFulfillmentLinesStatus = 422;

    /// <summary>Only finalized orders commit stock, for what is not yet fulfilled.</summary>
    public static bool Commits(string orderStatus) => orderStatus is "finalized";

    /// <summary>Only a finalized order (or a partly shipped one, which stays finalized) can be fulfilled.</summary>
    public static bool CanBeFulfilled(string orderStatus) => orderStatus is "finalized";

    /// <summary>Documents contradict each other about PUT /fulfillments: even ids answer 200 with a body, odd ones 204.</summary>
    public static bool FulfillmentPutHasBody(int id) => id % 2 == 0;

    /// <summary>The refusal of more than the quantity left, as a 422 on quantity. Packed quantities count as used.</summary>
    public const string OverFulfilment = "exceeds the quantity left to fulfil";

    /// <summary>A list without <c>order=</c> comes newest first, so that clients do not rely on ascending ids.</summary>
    public const bool NewestFirst = true;

    /// <summary>Message of a 401.</summary>
    public const string UnauthorizedMessage = "Invalid access token";

    /// <summary>Lifetime of an authorization code; refresh tokens live until they are used.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Time until the next attempt of a failed webhook call: doubled each time, up to an hour.</summary>
    public static TimeSpan WebhookRetry(int attempts, int seconds) =>
        TimeSpan.FromSeconds(Math.Min(seconds * Math.Pow(2, Math.Min(attempts, 12) - 1), 3600));

    // Bergen

    /// <summary>An unknown or stale token answers 200 with this notification.</summary>
    public const int AuthenticationCode = 1;

    /// <summary>Severity of the answer to a stale token.</summary>
    public const string AuthenticationSeverity = "AuthenticationError";

    /// <summary>Message of the answer to a stale token.</summary>
    public const string AuthenticationMessage = "Authentication string is not valid or has expired";

    /// <summary>Code of an import that failed for an item that the warehouse does not know (severity UpcCodeError).</summary>
    public const int UpcCode = 36;

    /// <summary>Code of an import that failed for a reason of the warehouse's own (severity Error).</summary>
    public const int ImportCode = 99;

    /// <summary>Code of a missing mandatory text.</summary>
    public const int RequiredCode = 9;

    /// <summary>Code of an invalid date.</summary>
    public const int DateCode = 20;

    /// <summary>Unseeded tickets ship in two parcels from this total quantity on.</summary>
    public const decimal TwoParcelsFrom = 10;
}
