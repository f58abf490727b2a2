using Crossdock.Adapters;
using Crossdock.Platform.Hosting;

namespace Crossdock.OrderRouter.Alerts;

/// <summary><c>Alerts:…</c> in configuration: who is told of what waits for a person.</summary>
public sealed class AlertOptions
{
    private const string Section = "Alerts";

    /// <summary>How long an alert waits for more of the same cause, so that it can say how many there are.</summary>
    public TimeSpan GatherFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a message is tried before it is given up.</summary>
    public int MaxAttempts { get; set; } = 20;

    /// <summary>The longest wait between two tries.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long one try may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, AlertDestination> Destinations { get; private set; } =
        new Dictionary<string, AlertDestination>(StringComparer.Ordinal);

    /// <summary>Reads them one by one: a dictionary would leave out what it cannot read.</summary>
    /// <exception cref="SettingException">A destination is incomplete.</exception>
    public static AlertOptions Read(IConfiguration configuration)
    {
        var options = ServiceHost.Read<AlertOptions>(configuration, Section);
        options.Destinations = configuration
            .GetSection($"{Section}:Destinations")
            .GetChildren()
            .ToDictionary(one => one.Key, one => ReadOne(configuration, one.Path), StringComparer.Ordinal);
        return options;
    }

    private static AlertDestination ReadOne(IConfiguration configuration, string section)
    {
        var destination = ServiceHost.Read<AlertDestination>(configuration, section);
        AlertDestinationCheck.Run(section, destination);
        return destination;
    }
}

/// <summary>How a destination takes messages.</summary>
public enum AlertKind
{
    /// <summary>E-mail, by SMTP.</summary>
    Email,

    /// <summary>An incoming webhook of Slack, or of a chat that takes the same.</summary>
    Slack,

    /// <summary>An incoming webhook of Teams.</summary>
    Teams,

    /// <summary>JSON to any address, signed.</summary>
    Webhook,
}

/// <summary>How a connection to a mail server is encrypted.</summary>
public enum MailSecurity
{
    /// <summary>From the start on (port 465).</summary>
    Tls,

    /// <summary>After STARTTLS, which the server must offer.</summary>
    StartTls,

    /// <summary>Not at all: for a server on the same machine.</summary>
    None,
}

/// <summary><c>Alerts:Destinations:{name}:…</c>: where alerts go, and which.</summary>
public sealed class AlertDestination
{
    public AlertKind? Kind { get; set; }

    /// <summary>Whose exceptions; empty for all merchants'. What concerns no single merchant is for every destination.</summary>
    public List<string> Merchants { get; set; } = [];

    /// <summary>Which kinds of exceptions; empty for all.</summary>
    public List<string> Kinds { get; set; } = [];

    /// <summary>Which of them are sent at once, the others in the digest only; empty for all.</summary>
    public List<string> AtOnce { get; set; } = [];

    /// <summary>How often all that is open is sent in one message.</summary>
    public TimeSpan DigestInterval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The mail server.</summary>
    public string? Host { get; set; }
    public int Port { get; set; } = 587;
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;
    public string? UserName { get; set; }
    public string? Password { get; set; }
    public string? From { get; set; }
    public List<string> To { get; set; } = [];

    /// <summary>The webhook.</summary>
    public Uri? Address { get; set; }

    /// <summary>What a webhook is signed with.</summary>
    public string? Secret { get; set; }
}
