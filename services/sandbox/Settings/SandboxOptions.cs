namespace Crossdock.Sandbox.Settings;

/// <summary>The sandbox's settings; the defaults are what its documents and tests use.</summary>
public sealed class SandboxOptions
{
    /// <summary>Where Kestrel listens; port 0 takes a free one.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:0";

    /// <summary>Folder of the database (one SQLite file); null keeps it in memory only.</summary>
    public string? Data { get; set; }

    /// <summary>How fast the warehouse works.</summary>
    public SandboxPace Pace { get; set; } = SandboxPace.Quick();

    /// <summary>QuickBooks Commerce, the cart.</summary>
    public CartOptions QuickBooksCommerce { get; set; } = new();

    /// <summary>Bergen, the warehouse.</summary>
    public WarehouseOptions Bergen { get; set; } = new();

    /// <summary>The clock; only code can set it.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Whether warnings go to the console.</summary>
    public bool Logs { get; set; }
}

/// <summary>Settings of the QuickBooks Commerce stand-in.</summary>
public sealed class CartOptions
{
    /// <summary>The privileged access token, which never expires.</summary>
    public string Token { get; set; } = "sandbox-privileged-token";

    /// <summary>OAuth application id.</summary>
    public string ClientId { get; set; } = "sandbox-app";

    /// <summary>OAuth application secret. It also signs webhooks.</summary>
    public string ClientSecret { get; set; } = "sandbox-app-secret";

    /// <summary>Lifetime of an OAuth access token.</summary>
    public int TokenSeconds { get; set; } = 7200;

    /// <summary>Time until the first retry of a failed webhook call; doubled each time, up to an hour.</summary>
    public int WebhookRetrySeconds { get; set; } = 60;

    /// <summary>Whether there is a rate limit.</summary>
    public bool RateLimited { get; set; } = true;

    /// <summary>Calls allowed in one window.</summary>
    public int RateLimit { get; set; } = 300;

    /// <summary>Length of a window; windows are aligned to the wall clock.</summary>
    public int RateWindowSeconds { get; set; } = 300;
}

/// <summary>Settings of the Bergen Rex11 stand-in.</summary>
public sealed class WarehouseOptions
{
    /// <summary>Account Web Address of the one account.</summary>
    public string WebAddress { get; set; } = "www.sandbox.atworkweb.com";

    /// <summary>API Username.</summary>
    public string UserName { get; set; } = "sandbox";

    /// <summary>API Password.</summary>
    public string Password { get; set; } = "sandbox-password";

    /// <summary>Lifetime of a token.</summary>
    public int TokenSeconds { get; set; } = 3600;

    /// <summary>Time zone of the dates that it reads and writes.</summary>
    public string TimeZone { get; set; } = "America/New_York";

    /// <summary>The prefix that the warehouse puts before every pick ticket number.</summary>
    public string ClientCode { get; set; } = "XDOCK1";

    /// <summary>Inventory rows per batch.</summary>
    public int BatchRows { get; set; } = 50;
}
