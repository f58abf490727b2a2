using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce.Webhooks;

/// <summary>Has webhooks sent to us, and reads those that come.</summary>
internal sealed class WebhookRegistration(ICommerceApi api, string? secret)
{
    private const string SignatureHeader = "X-Gecko-Signature";

    /// <summary>A new order, and one that became ready; there is no event for a changed one.</summary>
    private static readonly string[] Events = ["order.finalized", "order.create"];

    public CartNotice Read(ReadOnlySpan<byte> body, Func<string, string?> header) =>
        secret is not null && WebhookSignature.IsValid(secret, body, header(SignatureHeader))
            ? new CartNotice(true, WebhookEvent.Parse(body)?.OrderId is { } id ? Texts.Of(id) : null)
            : new CartNotice(false, null);

    /// <summary>The service drops a webhook that failed for three days, so that this is asked again once in a while.</summary>
    public async Task SubscribeAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(address, cancellationToken);
        }
        catch (ConnectionProblemException e)
            when (e.Problem is ConnectionProblem.Credentials or ConnectionProblem.WrongAddress)
        {
            // A webhook belongs to an application ([?] whether a privileged token may make one): that it cannot be had is no reason to stop
            // all other work of the connection.
            throw new ConnectionProblemException(
                ConnectionProblem.Refused,
                $"QuickBooks Commerce sets up no webhooks for this token, orders are still found by looking for them: leave out WebhookAddress, or connect by OAuth ({e.Message})",
                e
            );
        }
    }

    private async Task AskAsync(Uri address, CancellationToken cancellationToken)
    {
        var wanted = Events.ToHashSet(StringComparer.Ordinal);
        var pages = Answers.PagesAsync(page => api.ListWebhooksAsync(page, cancellationToken), body => body.Webhooks);
        await foreach (var (subscriptions, _) in pages)
        {
            wanted.ExceptWith(subscriptions.Where(s => s.Address == address.AbsoluteUri).Select(s => s.Event ?? ""));
        }

        foreach (var name in wanted)
        {
            var webhook = new SubscriptionFields(address.AbsoluteUri, name);
            await api.CreateWebhookAsync(new(webhook), cancellationToken).ReadAsync();
        }
    }
}
