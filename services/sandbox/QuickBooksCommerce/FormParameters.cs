using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>
/// Form-encoded parameters as a JSON object, by the rules of Rails: <c>order[tags][]=a</c> adds to a list, and
/// <c>order[lines][][price]=1</c> begins a new object in it when the last one has its price.
/// </summary>
internal static class FormParameters
{
    private const int MaxDepth = 10;

    public static JsonObject Parse(string encoded)
    {
        var root = new JsonObject();
        foreach (var pair in new QueryStringEnumerable(encoded))
        {
            var path = pair.DecodeName().ToString().Replace("]", "", StringComparison.Ordinal).Split('[');
            if (path.Length <= MaxDepth)
            {
                Set(root, path, pair.DecodeValue().ToString());
            }
        }

        return root;
    }

    private static void Set(JsonObject parent, ReadOnlySpan<string> path, string value)
    {
        if (path.Length == 1)
        {
            parent[path[0]] = value;
        }
        else if (path[1].Length > 0)
        {
            Set(Child<JsonObject>(parent, path[0], []), path[1..], value);
        }
        else if (path.Length == 2)
        {
            Child<JsonArray>(parent, path[0], []).Add((JsonNode)value);
        }
        else
        {
            var list = Child<JsonArray>(parent, path[0], []);
            if (list.LastOrDefault() is not JsonObject last || last.ContainsKey(path[2]))
            {
                list.Add((JsonNode)(last = []));
            }

            Set(last, path[2..], value);
        }
    }

    private static T Child<T>(JsonObject parent, string name, T empty)
        where T : JsonNode
    {
        if (parent[name] is not T child)
        {
            parent[name] = child = empty;
        }

        return child;
    }
}
