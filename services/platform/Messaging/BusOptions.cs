using System.Globalization;
using Crossdock.Adapters;

namespace Crossdock.Platform.Messaging;

/// <summary>What carries the messages.</summary>
public enum BusTransport
{
    /// <summary>Within one process; messages die with it, and what they said is published again from the documents.</summary>
    InMemory,
    RabbitMq,
}

/// <summary><c>Bus:…</c> in configuration.</summary>
public sealed class BusOptions
{
    public BusTransport Transport { get; set; } = BusTransport.RabbitMq;

    /// <summary>The broker, for example <c>amqp://user:password@rabbitmq:5672/crossdock</c>.</summary>
    public Uri? RabbitMq { get; set; }

    /// <summary>
    /// The nodes of a cluster, each as host or host:port, tried in turn; the host of <see cref="RabbitMq"/> is only a name then. Empty where
    /// that is the broker.
    /// </summary>
    public IReadOnlyList<string> Nodes { get; set; } = [];

    /// <summary>The user at the broker, instead of the one in the address.</summary>
    public string? Username { get; set; }

    /// <summary>The user's password, instead of the one in the address; any characters.</summary>
    public string? Password { get; set; }

    /// <summary>The broker's address with the user and the password.</summary>
    public Uri Broker =>
        Username is null && Password is null
            ? RabbitMq!
            : new UriBuilder(RabbitMq!)
            {
                UserName = Uri.EscapeDataString(Username ?? Uri.UnescapeDataString(RabbitMq!.UserInfo.Split(':')[0])),
                Password = Uri.EscapeDataString(Password ?? ""),
            }.Uri;

    /// <summary>Unacknowledged messages a consumer may hold: enough to hide the broker's round trip, few enough to share among replicas.</summary>
    public int Prefetch { get; set; } = 32;

    /// <summary>Messages a consumer works on at once: they wait for the store, not for the processor.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>How often a message is tried again while store or broker cannot be reached.</summary>
    public TimeSpan OutageRetryInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long the broker may take to confirm a message; the connection to it is made again then. Less than <see cref="Publishing"/> waits:
    /// what has been given up is not seen to be late.
    /// </summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the handling of a message may take; it is tried again then. Longer than the longest wait for a confirmation.</summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many days a message is kept that a person has discarded; until then it can be recovered.</summary>
    public int KeepDiscardedDays { get; set; } = 90;

    /// <summary>How often a message that cannot be handled is tried again before it goes to the error queue. Specs wait less.</summary>
    internal int Retries { get; init; } = 8;

    /// <exception cref="SettingException">A value cannot work.</exception>
    public void Check()
    {
        if (Transport == BusTransport.RabbitMq && RabbitMq is not { IsAbsoluteUri: true, Scheme: "amqp" or "amqps" })
        {
            throw new SettingException(
                "Bus:RabbitMq",
                RabbitMq is null ? "is missing" : "is not a broker's address",
                "set amqp://user:password@host:5672/vhost, or set Bus:Transport to InMemory"
            );
        }

        if (
            RabbitMq is { } broker
            && (
                broker.OriginalString.Count(c => c == '@') > 1
                || broker.PathAndQuery.Contains('@')
                || broker.Fragment.Length > 0
            )
        )
        {
            throw new SettingException(
                "Bus:RabbitMq",
                "has a password with @, /, ? or #, which ends it",
                "leave user and password out of the address, and set Bus:Username and Bus:Password"
            );
        }

        if (Nodes.FirstOrDefault(node => !IsNode(node)) is { } wrong)
        {
            throw new SettingException(
                "Bus:Nodes",
                $"has \"{wrong}\", which is no node",
                "write each as rabbitmq-1 or rabbitmq-1:5672; user, password and virtual host are those of Bus:RabbitMq"
            );
        }

        if (Prefetch is < 1 or > 1000)
        {
            throw new SettingException("Bus:Prefetch", $"is {Prefetch}", "set a whole number from 1 to 1000");
        }

        if (OutageRetryInterval < TimeSpan.FromMilliseconds(10) || OutageRetryInterval > TimeSpan.FromMinutes(5))
        {
            throw new SettingException(
                "Bus:OutageRetryInterval",
                $"is {OutageRetryInterval}",
                "set a time from 00:00:00.010 to 00:05:00"
            );
        }

        if (ConfirmTimeout < TimeSpan.FromSeconds(1) || ConfirmTimeout > TimeSpan.FromSeconds(10))
        {
            throw new SettingException(
                "Bus:ConfirmTimeout",
                $"is {ConfirmTimeout}",
                "set a time from 00:00:01 to 00:00:10"
            );
        }

        if (HandlerTimeout < TimeSpan.FromSeconds(1) || HandlerTimeout > TimeSpan.FromMinutes(10))
        {
            throw new SettingException(
                "Bus:HandlerTimeout",
                $"is {HandlerTimeout}",
                "set a time from 00:00:01 to 00:10:00"
            );
        }

        if (Concurrency < 1 || Concurrency > Prefetch)
        {
            throw new SettingException(
                "Bus:Concurrency",
                $"is {Concurrency}",
                "set a whole number from 1 to Bus:Prefetch"
            );
        }
    }

    private static bool IsNode(string node) =>
        node.Split(':') is { Length: 1 or 2 } parts
        && Uri.CheckHostName(parts[0]) != UriHostNameType.Unknown
        && (parts.Length == 1 || ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
