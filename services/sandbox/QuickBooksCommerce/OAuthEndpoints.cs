using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>OAuth 2: authorize (nobody is asked, the sandbox always says yes) and token.</summary>
internal static class OAuthEndpoints
{
    public static void MapOAuth(this RouteGroupBuilder cart, CartTokens tokens)
    {
        cart.MapGet("/oauth/authorize", (HttpRequest request) => Authorize(request.Query, tokens));
        cart.MapPost("/oauth/token", (HttpRequest request) => Token(request, tokens));
    }

    private static IResult Authorize(IQueryCollection query, CartTokens tokens)
    {
        var back = query["redirect_uri"].ToString();
        if (
            query["response_type"] != "code"
            || !tokens.KnowsApplication(query["client_id"])
            || !Uri.TryCreate(back, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
        )
        {
            return Refused();
        }
        var answer = new Dictionary<string, string?> { ["code"] = tokens.NewCode() };
        if (query.ContainsKey("state"))
        {
            answer["state"] = query["state"];
        }
        return Results.Redirect(QueryHelpers.AddQueryString(back, answer));
    }

    private static async Task<IResult> Token(HttpRequest request, CartTokens tokens)
    {
        var read = await Fields(request);
        if (!tokens.KnowsApplication(read("client_id"), read("client_secret")))
        {
            return Refused();
        }
        var pair = read("grant_type") switch
        {
            "authorization_code" => tokens.ByCode(read("code")),
            "refresh_token" => tokens.ByRefresh(read("refresh_token")),
            _ => null,
        };
        return pair is null
            ? Refused()
            : CartAnswers.Json(
                new JsonObject
                {
                    ["access_token"] = pair.Access,
                    ["expires_in"] = pair.Seconds,
                    ["refresh_token"] = pair.Refresh,
                    ["scope"] = "public",
                    ["token_type"] = "bearer",
                }
            );
    }

    private static async Task<Func<string, string?>> Fields(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return name => form[name];
        }
        var body = await CartBody.ReadLoose(request);
        return name => body.Text(name);
    }

    private static IResult Refused() =>
        CartAnswers.Json(
            new JsonObject
            {
                ["error"] = "invalid_request",
                ["error_description"] =
                    "The request is missing a required parameter, includes an unsupported parameter value, or is otherwise malformed.",
            },
            401
        );
}
