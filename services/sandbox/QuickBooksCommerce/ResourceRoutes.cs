using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Maps what a resource can do: reads always, writes as they are named.</summary>
internal sealed class ResourceRoutes<T>
    where T : CartRecord
{
    private readonly RouteGroupBuilder cart;
    private readonly Ledger books;
    private readonly CartResource<T> resource;

    public ResourceRoutes(RouteGroupBuilder cart, Ledger books, CartResource<T> resource)
    {
        (this.cart, this.books, this.resource) = (cart, books, resource);
        cart.MapGet($"/{resource.Plural}", (HttpContext context) => List(context, books, resource));
        cart.MapGet($"/{resource.Plural}/{{id}}", One);
    }

    /// <summary>Adds a POST: 201 with the object and its address.</summary>
    public ResourceRoutes<T> Create(Func<CartBody, T> create)
    {
        cart.MapPost(
            $"/{resource.Plural}",
            async (HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, resource.Singular);
                var (id, body) = books.Change(() =>
                {
                    var made = create(sent);
                    return (made.Id, resource.One(made));
                });
                return CartAnswers.Created(request, resource.Plural, id, body);
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
                var sent = await CartBody.Read(request, resource.Singular);
                return books.Change(() =>
                {
                    var record = resource.Get(id);
                    update(record, sent);
                    return hasBody?.Invoke(record) is true
                        ? CartAnswers.Json(resource.One(record))
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
                books.Change(() => delete(resource.Get(id)));
                return Results.NoContent();
            }
        );
        return this;
    }

    public static IResult List(HttpContext context, Ledger books, CartResource<T> resource)
    {
        var query = new CartQuery(context.Request.Query);
        var (body, pagination) = books.Read(() => resource.List(query));
        context.Response.Headers["X-Pagination"] = pagination.ToJsonString();
        return CartAnswers.Json(body);
    }

    private IResult One(string id, string? include) =>
        CartAnswers.Json(books.Read(() => resource.One(resource.Get(id), include)));
}

internal static class ResourceMapping
{
    /// <summary>Maps the reads of a resource.</summary>
    public static ResourceRoutes<T> Map<T>(this RouteGroupBuilder cart, Ledger books, CartResource<T> resource)
        where T : CartRecord => new(cart, books, resource);
}
