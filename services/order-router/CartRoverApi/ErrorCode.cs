namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>The <c>error_code</c> of an answer.</summary>
internal enum ErrorCode
{
    /// <summary>Invalid or missing data.</summary>
    Invalid,

    /// <summary>A hard error, such as a duplicate order.</summary>
    Failure,

    /// <summary>Too many calls.</summary>
    RateLimit,
}

/// <summary>Ends a request with an error that its client reads.</summary>
internal sealed class CartRoverException(ErrorCode code, string message) : Exception(message)
{
    public ErrorCode Code { get; } = code;
}
