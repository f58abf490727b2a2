namespace Crossdock.Sandbox;

/// <summary>Everything that can be set on a sandbox; the defaults are what its own documents and tests use.</summary>
public sealed class SandboxOptions
{
    /// <summary>Where Kestrel listens; port 0 takes a free one.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:0";

    /// <summary>Folder of the books (one SQLite file); null keeps them in memory only.</summary>
    public string? Data { get; set; }

    /// <summary>How fast the warehouse works.</summary>
    public SandboxPace Pace { get; set; } = SandboxPace.Quick();

    /// <summary>The cart's side.</summary>
    public CartOptions QuickBooksCommerce { get; set; } = new();

    /// <summary>The warehouse's side.</summary>
    public WarehouseOptions Bergen { get; set; } = new();

    /// <summary>The clock; only code can set it.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Whether the host writes warnings and its addresses to the console; off when hosted by another program.</summary>
    public bool Logs { get; set; }
}

/// <summary>Settings of the QuickBooks Commerce stand-in.</summary>
public sealed class CartOptions
{
    /// <summary>The privileged access token: never expires.</summary>
    public string Token { get; set; } = "sandbox-privileged-token";

    /// <summary>OAuth application id.</summary>
    public string ClientId { get; set; } = "sandbox-app";

    /// <summary>OAuth application secret; it signs webhooks too.</summary>
    public string ClientSecret { get; set; } = "sandbox-app-secret";

    /// <summary>Seconds an OAuth access token lives.</summary>
    public int TokenSeconds { get; set; } = 7200;

    /// <summary>Seconds until a failed webhook call is tried again; doubled each time, up to an hour.</summary>
    public int WebhookRetrySeconds { get; set; } = 60;

    /// <summary>Whether calls are counted against the rate limit.</summary>
    public bool RateLimited { get; set; } = true;

    /// <summary>Calls allowed in one window.</summary>
    public int RateLimit { get; set; } = 300;

    /// <summary>Length of a window in seconds; windows are aligned to the wall clock.</summary>
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

    /// <summary>Seconds a token lives.</summary>
    public int TokenSeconds { get; set; } = 3600;

    /// <summary>Time zone of the dates it reads and writes.</summary>
    public string TimeZone { get; set; } = "America/New_York";

    /// <summary>What the warehouse puts before every pick ticket number it is sent.</summary>
    public string ClientCode { get; set; } = "XDOCK1";

    /// <summary>Inventory rows in one batch.</summary>
    public int BatchRows { get; set; } = 50;
}
