using System.Text.Json.Nodes;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>A refusal in one of the shapes the cart is known to use.</summary>
internal sealed class CartProblem(int status, JsonObject body) : Exception
{
    public int Status => status;

    public JsonObject Body => body;

    public static CartProblem Invalid(string field, string message) =>
        new(422, new JsonObject { ["errors"] = new JsonObject { [field] = new JsonArray(message) } });

    public static CartProblem BadRequest(string message) => Typed(400, "Bad Request", message);

    public static CartProblem NotFound(string what, string id) =>
        Typed(404, "Not Found", $"Couldn't find {what} with id {id}");

    /// <summary>A 422 always carries errors, since clients read them from every one.</summary>
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
