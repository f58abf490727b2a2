using Crossdock.Adapters;
using Crossdock.Platform.Api;
using Crossdock.Platform.Settings;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>What every call passes: its headers, the limit of calls, the level of its key; and what every error becomes.</summary>
internal sealed class ApiFilter(CallLimits limits) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var endpoint = http.GetEndpoint()!.Metadata;
        var (isAllowed, left) = limits.Count(http.Key(), endpoint.GetMetadata<UnlimitedCalls>() is null);
        http.Response.Headers["X-CartRover-Process-ID"] = Guid.CreateVersion7().ToString("N");
        http.Response.Headers["X-CartRover-Api-Minute-Hits-Remaining"] = $"{left}";
        if (!isAllowed)
        {
            return Answers.Error(ErrorCode.RateLimit, "Over API Limit. Please slow down requests.");
        }

        if (endpoint.GetMetadata<LevelsNeeded>() is { } needed && !needed.Levels.Contains(http.Scope().Level))
        {
            return Answers.Error(
                ErrorCode.Invalid,
                $"The key is of the level {Name(http.Scope().Level)}: this address takes {string.Join(", ", needed.Levels.Select(Name))}."
            );
        }

        try
        {
            return await next(context);
        }
        catch (CartRoverException e)
        {
            return Answers.Error(e.Code, e.Message);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Answers.Error(ErrorCode.Invalid, "The body is too large: post fewer orders at once.");
        }
        catch (SettingException e)
        {
            return Answers.Error(ErrorCode.Invalid, e.Message);
        }
        catch (RefusedException e)
        {
            return Answers.Error(ErrorCode.Failure, e.Message);
        }
    }

    private static string Name(KeyLevel level) => level.ToString().ToLowerInvariant();
}

/// <summary>Writes what never reaches an endpoint, or breaks in one, in the envelope.</summary>
internal sealed class EnvelopeWriter : IProblemWriter
{
    public Task WriteAsync(HttpContext context, int status) =>
        Answers.WriteErrorAsync(
            context,
            status == StatusCodes.Status429TooManyRequests ? ErrorCode.RateLimit
                : status >= StatusCodes.Status500InternalServerError ? ErrorCode.Failure
                : ErrorCode.Invalid,
            status switch
            {
                StatusCodes.Status401Unauthorized =>
                    "Invalid API credentials: send api_user and api_key as HTTP Basic, or in the address.",
                StatusCodes.Status413PayloadTooLarge => "The body is too large: post fewer orders at once.",
                StatusCodes.Status429TooManyRequests => "Too many calls with wrong credentials: wait a minute.",
                StatusCodes.Status503ServiceUnavailable =>
                    "The store does not answer: try again. An order may have been stored or not; posted again, it is stored once.",
                >= StatusCodes.Status500InternalServerError => "The service failed: try again.",
                _ => "The request cannot be read.",
            }
        );
}
