using System.Text.Json.Nodes;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>A refusal, in one of the forms that the cart is known to use.</summary>
internal sealed class CartProblem(int status, JsonObject body) : Exception
{
    public int Status => status;

    public JsonObject Body => body;

    public static CartProblem Invalid(string field, string message) =>
        new(422, new JsonObject { ["errors"] = new JsonObject { [field] = new JsonArray(message) } });

    public static CartProblem BadRequest(string message) => Typed(400, "Bad Request", message);

    public static CartProblem NotFound(string what, string id) =>
        Typed(404, "Not Found", $"Couldn't find {what} with id {id}");

    public static CartProblem Unauthorized() => Typed(401, "unauthorized", Choices.UnauthorizedMessage);

    public static CartProblem RateLimited() =>
        new(429, new JsonObject { ["error"] = "You have exceeded the API rate limit. Please retry later." });

    /// <summary>A 422 always has errors, because clients read them from every one.</summary>
    public static CartProblem Typed(int status, string type, string message)
    {
        var body = new JsonObject { ["type"] = type, ["message"] = message };
        if (status == 422)
        {
            body["errors"] = new JsonObject { ["base"] = new JsonArray(message) };
        }

        return new(status, body);
    }
}
