using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>OAuth 2: authorize (the sandbox consents without asking) and token.</summary>
internal static class OAuthEndpoints
{
    public static void MapOAuth(this RouteGroupBuilder cart, CartTokens tokens)
    {
        cart.MapGet("/oauth/authorize", (HttpRequest request) => Authorize(request.Query, tokens));
        cart.MapPost(
            "/oauth/token",
            async (HttpRequest request) => Token(await CartBodyReader.ReadAsync(request), tokens)
        );
    }

    private static IResult Authorize(IQueryCollection query, CartTokens tokens)
    {
        var redirect = query["redirect_uri"].ToString();
        if (
            query["response_type"] != "code"
            || !tokens.KnowsApplication(query["client_id"])
            || !Uri.TryCreate(redirect, UriKind.Absolute, out var uri)
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

        return Results.Redirect(QueryHelpers.AddQueryString(redirect, answer));
    }

    private static IResult Token(CartBody sent, CartTokens tokens)
    {
        if (!tokens.KnowsApplication(sent.Text("client_id"), sent.Text("client_secret")))
        {
            return Refused();
        }

        var pair = sent.Text("grant_type") switch
        {
            "authorization_code" => tokens.ByCode(sent.Text("code")),
            "refresh_token" => tokens.ByRefresh(sent.Text("refresh_token")),
            _ => null,
        };
        return pair is null
            ? Refused()
            : CartResponses.Json(
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

    private static IResult Refused() =>
        CartResponses.Json(
            new JsonObject
            {
                ["error"] = "invalid_request",
                ["error_description"] =
                    "The request is missing a required parameter, includes an unsupported parameter value, or is otherwise malformed.",
            },
            401
        );
}
