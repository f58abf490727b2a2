using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Crossdock.OrderRouter.Alerts;
using Crossdock.OrderRouter.Exceptions;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Work;
using Crossdock.TestSupport;

namespace Crossdock.OrderRouter.Tests.Alerts;

public sealed class When_something_new_waits_for_a_person : IAsyncLifetime
{
    private readonly MailServer mail = new();
    private WebhookServer hook = null!;

    public async ValueTask InitializeAsync() => hook = await WebhookServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await mail.DisposeAsync();
        await hook.DisposeAsync();
    }

    [Fact]
    public async Task Should_send_one_mail_for_all_orders_of_a_cause_and_one_when_it_is_fixed()
    {
        await using var router = await AlertHost.StartAsync(AlertHost.Email("ops", mail));
        OrderScenario[] orders =
        [
            await router.HoldAsync("Drone"),
            await router.HoldAsync("Drone"),
            await router.HoldAsync("Drone"),
        ];

        await MailsAsync(1);
        var sent = mail.Mails[0];
        Assert.Equal(["ops@example.com"], sent.Recipients);
        Assert.Contains("3", SubjectOf(sent), StringComparison.Ordinal);
        Assert.Contains("ship method", SubjectOf(sent), StringComparison.Ordinal);
        Assert.Contains("What to do: Map the ship method", sent.Text, StringComparison.Ordinal);
        Assert.Contains(orders[0].Number, Unfolded(sent.Text), StringComparison.Ordinal);

        foreach (var order in orders)
        {
            await order.ReceiveAsync(order.Received(revision: 2));
        }

        await MailsAsync(2);
        var done = AlertDocument.ByDone.Where().AtMost(DateTimeOffset.UtcNow.AddMinutes(1));
        await Wait.UntilAsync(async () => await router.Alerts.CountAsync(done, default) == 2, "both to be done");
        Assert.StartsWith("[Crossdock] Fixed:", SubjectOf(mail.Mails[1]), StringComparison.Ordinal);

        await router.HoldAsync("Drone");
        await MailsAsync(3);
        Assert.StartsWith("[Crossdock] Back again:", SubjectOf(mail.Mails[2]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_sign_a_webhook_with_its_time()
    {
        await using var router = await AlertHost.StartAsync(AlertHost.Webhook("erp", hook));
        var cause = GroupOf.NewCause();
        await router.RaiseAsync(cause, "It does not answer.");

        await HooksAsync(1);
        var (body, headers) = hook.Received[0];
        var json = JsonNode.Parse(body)!;
        Assert.Equal(
            ("exception.raised", cause.Connection, "It does not answer."),
            (
                (string)json["event"]!,
                (string)json["exceptions"]![0]!["connection"]!,
                (string)json["exceptions"]![0]!["text"]!
            )
        );
        var signature = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes("0123456789abcdef"),
            Encoding.UTF8.GetBytes($"{headers["Crossdock-Timestamp"]}.{body}")
        );
        Assert.Equal($"sha256={Convert.ToHexStringLower(signature)}", headers["Crossdock-Signature"]);
        Assert.Equal((string)json["id"]!, headers["Crossdock-Message"]);

        await router.ClearAsync(cause);
        await HooksAsync(2);
        Assert.Equal("exception.fixed", (string)JsonNode.Parse(hook.Received[1].Body)!["event"]!);
    }

    [Fact]
    public async Task Should_write_to_slack_and_teams_as_they_read_it()
    {
        await using var teams = await WebhookServer.StartAsync();
        await using var router = await AlertHost.StartAsync([
            .. AlertHost.Webhook("slack", hook, "Slack"),
            .. AlertHost.Webhook("teams", teams, "Teams"),
        ]);
        await router.RaiseAsync(GroupOf.NewCause(), "It answers <html> & nothing else.");

        await HooksAsync(1);
        var text = (string)JsonNode.Parse(hook.Received[0].Body)!["text"]!;
        Assert.Contains("It answers &lt;html&gt; &amp; nothing else.", text, StringComparison.Ordinal);
        await Wait.UntilAsync(() => teams.Received.Count > 0, "a card");
        var card = JsonNode.Parse(teams.Received[0].Body)!["attachments"]![0]!["content"]!;
        Assert.Equal("AdaptiveCard", (string)card["type"]!);
        Assert.Contains("<html>", (string)card["body"]![1]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_tell_each_destination_what_it_is_for()
    {
        await using var other = await WebhookServer.StartAsync();
        await using var router = await AlertHost.StartAsync([
            .. AlertHost.Webhook("acme", hook, more: [("Merchants:0", "acme"), ("AtOnce:0", "ship_method_unmapped")]),
            .. AlertHost.Webhook("dead", other, more: ("Kinds:0", "connection_down")),
        ]);
        await router.HoldAsync("Drone");
        await HooksAsync(1);
        await router.RaiseAsync(GroupOf.NewCause() with { Merchant = "bolt" }, "Bolt's connection fails.");
        await router.RaiseAsync(GroupOf.NewCause(), "Acme's connection fails.");

        await Wait.UntilAsync(() => other.Received.Count >= 2, "both connections");
        Assert.Equal(["ship_method_unmapped"], hook.Received.Select(Kind));
        Assert.Equal(["connection_down", "connection_down"], other.Received.Select(Kind));
    }

    [Fact]
    public async Task Should_send_all_that_waits_in_a_digest()
    {
        await using var router = await AlertHost.StartAsync(
            AlertHost.Webhook("daily", hook, more: [("DigestInterval", "00:00:01"), ("AtOnce:0", "messages_failed")])
        );
        await router.RaiseAsync(GroupOf.NewCause(), "One fails.");
        await router.RaiseAsync(GroupOf.NewCause(), "Another fails.");

        await Wait.UntilAsync(
            () => hook.Received.Any(one => JsonNode.Parse(one.Body)!["exceptions"]!.AsArray().Count == 2),
            "a digest of both"
        );
        Assert.All(hook.Received, one => Assert.Equal("exception.digest", (string)JsonNode.Parse(one.Body)!["event"]!));
    }

    [Fact]
    public async Task Should_try_again_with_the_same_id_until_it_is_taken()
    {
        hook.Answers.Enqueue(HttpStatusCode.InternalServerError);
        hook.Answers.Enqueue(HttpStatusCode.Redirect);
        mail.Refuse = 1;
        await using var router = await AlertHost.StartAsync([
            .. AlertHost.Webhook("erp", hook),
            .. AlertHost.Email("ops", mail),
        ]);
        await router.RaiseAsync(GroupOf.NewCause(), "It does not answer.");

        await HooksAsync(3);
        Assert.Single(hook.Received.Select(one => one.Headers["Crossdock-Message"]).Distinct());
        await MailsAsync(1);
    }

    [Fact]
    public async Task Should_slow_nothing_while_one_destination_answers_nothing()
    {
        hook.IsSilent = true;
        await using var router = await AlertHost.StartAsync([
            .. AlertHost.Webhook("silent", hook),
            .. AlertHost.Email("ops", mail),
        ]);
        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => router.RaiseAsync(GroupOf.NewCause(), "It does not answer."))
        );

        var order = new OrderScenario(router);
        await order.ReceiveAsync(order.Received());

        Assert.Equal("new", await order.StatusAsync());
        await MailsAsync(20);
    }

    [Fact]
    public async Task Should_send_after_a_restart_what_could_not_be_sent_before_and_nothing_twice()
    {
        await using var router = await AlertHost.StartAsync(AlertHost.Webhook("erp", hook));
        await router.RaiseAsync(GroupOf.NewCause(), "It was sent before.");
        await HooksAsync(1);
        hook.IsSilent = true;
        await router.RaiseAsync(GroupOf.NewCause(), "It was not.");
        await HooksAsync(2);

        hook.IsSilent = false;
        await router.RestartAsync("Alerts:MaxAttempts", "30");

        await Wait.UntilAsync(() => Texts().Count(text => text == "It was not.") >= 2, "the second one, answered");
        Assert.Single(Texts(), text => text == "It was sent before.");
    }

    [Fact]
    public async Task Should_call_no_private_network_that_is_not_allowed()
    {
        await using var router = await AlertHost.StartAsync(AlertHost.Webhook("erp", hook));
        await router.RestartAsync("Connections:AllowedNetworks:0", "10.9.0.0/16");

        await router.RaiseAsync(GroupOf.NewCause(), "It does not answer.");

        await Wait.UntilAsync(
            async () =>
                (await router.Alerts.QueryAsync(Worker<AlertDocument>.ByDue.Where("erp"), CancellationToken.None)).Any(
                    alert => alert.LastError?.Contains("Connections:AllowedNetworks", StringComparison.Ordinal) == true
                ),
            "the refusal"
        );
        Assert.Empty(hook.Received);
    }

    [Fact]
    public async Task Should_be_quiet_about_what_a_person_snoozed_until_it_grows()
    {
        await using var router = await AlertHost.StartAsync(AlertHost.Webhook("erp", hook));
        var order = await router.HoldAsync("Drone");
        await HooksAsync(1);
        var id = await GroupOf.CauseIdAsync(order);
        await router.Http.PostAsJsonAsync($"/api/v1/exceptions/{id}/snooze", new { untilCount = 1 });

        await router.HoldAsync("Drone");

        await HooksAsync(2);
        Assert.Equal(2, (int)JsonNode.Parse(hook.Received[1].Body)!["exceptions"]![0]!["count"]!);
    }

    [Fact]
    public async Task Should_say_nothing_of_what_was_fixed_before_it_was_told()
    {
        await using var router = await AlertHost.StartAsync(AlertHost.Webhook("erp", hook));
        var (gone, stays) = (GroupOf.NewCause(), GroupOf.NewCause());
        await router.RaiseAsync(gone, "It was short.");
        await router.ClearAsync(gone);
        await router.GroupAsync(
            gone.Id().ToString("D"),
            group => group is { State: GroupState.Resolved, AlertDue: null }
        );
        await router.RaiseAsync(stays, "It lasts.");

        await HooksAsync(1);
        Assert.Equal(["It lasts."], Texts());
    }

    private Task MailsAsync(int count) =>
        Wait.UntilAsync(() => mail.Mails.Count == count, $"{count} mails; there are {mail.Mails.Count}");

    private Task HooksAsync(int count) =>
        Wait.UntilAsync(() => hook.Received.Count == count, $"{count} webhooks; there are {hook.Received.Count}");

    private IEnumerable<string> Texts() =>
        hook.Received.Select(one => (string)JsonNode.Parse(one.Body)!["exceptions"]![0]!["text"]!);

    private static string Kind(ReceivedWebhook one) => (string)JsonNode.Parse(one.Body)!["exceptions"]![0]!["kind"]!;

    private static string SubjectOf(ReceivedMail mail) =>
        MimeKit.MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(mail.Text))).Subject ?? "";

    private static string Unfolded(string text) =>
        MimeKit.MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(text))).TextBody ?? "";
}
