using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Maps what a resource can do: reads always, writes as they are named.</summary>
internal sealed class ResourceRoutes<T>
    where T : CartRecord
{
    private readonly RouteGroupBuilder cart;
    private readonly SandboxDatabase database;
    private readonly CartResource<T> resource;

    public ResourceRoutes(RouteGroupBuilder cart, SandboxDatabase database, CartResource<T> resource)
    {
        (this.cart, this.database, this.resource) = (cart, database, resource);
        cart.MapGet($"/{resource.Plural}", (HttpContext context) => List(context, database, resource));
        cart.MapGet($"/{resource.Plural}/{{id}}", One);
    }

    /// <summary>Adds a POST: 201 with the object and its address.</summary>
    public ResourceRoutes<T> Create(Func<CartBody, T> create)
    {
        cart.MapPost(
            $"/{resource.Plural}",
            async (HttpRequest request) =>
            {
                var sent = await CartBodyReader.ReadAsync(request, resource.Singular);
                var (id, body) = database.Change(() =>
                {
                    var made = create(sent);
                    return (made.Id, resource.One(made));
                });
                return CartResponses.Created(request, resource.Plural, id, body);
            }
        );
        return this;
    }

    /// <summary>Adds a PUT: 204, or 200 with the object where <paramref name="hasBody"/> says so.</summary>
    public ResourceRoutes<T> Update(Action<T, CartBody> update, Func<T, bool>? hasBody = null)
    {
        cart.MapPut(
            $"/{resource.Plural}/{{id}}",
            async (string id, HttpRequest request) =>
            {
                var sent = await CartBodyReader.ReadAsync(request, resource.Singular);
                return database.Change(() =>
                {
                    var record = resource.Get(id);
                    update(record, sent);
                    return hasBody?.Invoke(record) is true
                        ? CartResponses.Json(resource.One(record))
                        : Results.NoContent();
                });
            }
        );
        return this;
    }

    /// <summary>Adds a DELETE: 204.</summary>
    public ResourceRoutes<T> Delete(Action<T> delete)
    {
        cart.MapDelete(
            $"/{resource.Plural}/{{id}}",
            (string id) =>
            {
                database.Change(() => delete(resource.Get(id)));
                return Results.NoContent();
            }
        );
        return this;
    }

    public static IResult List(HttpContext context, SandboxDatabase database, CartResource<T> resource)
    {
        var query = new CartQuery(context.Request.Query);
        var (body, pagination) = database.Read(() => resource.List(query));
        context.Response.Headers["X-Pagination"] = pagination.ToJsonString();
        return CartResponses.Json(body);
    }

    private IResult One(string id, string? include) =>
        CartResponses.Json(database.Read(() => resource.One(resource.Get(id), include)));
}

internal static class ResourceMapping
{
    /// <summary>Maps the reads of a resource.</summary>
    public static ResourceRoutes<T> Map<T>(
        this RouteGroupBuilder cart,
        SandboxDatabase database,
        CartResource<T> resource
    )
        where T : CartRecord => new(cart, database, resource);
}
