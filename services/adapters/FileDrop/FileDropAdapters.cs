namespace Crossdock.Adapters.FileDrop;

/// <summary>The settings of a folder that is a cart.</summary>
public sealed class FileDropCartSettings : CartSettings
{
    [Setting("the folder that orders are dropped into")]
    public required string Folder { get; init; }

    [Setting("how long an order file must have been unchanged before it is read")]
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>No setting: a folder answers at once.</summary>
    public override TimeSpan Timeout => TimeSpan.Zero;
}

/// <summary>The settings of a folder that is a warehouse.</summary>
public sealed class FileDropWarehouseSettings : WarehouseSettings
{
    [Setting("the folder that orders are to be written to")]
    public required string Folder { get; init; }

    /// <summary>No setting: a folder answers at once.</summary>
    public override TimeSpan Timeout => TimeSpan.Zero;
}

/// <summary>A folder as a cart.</summary>
public sealed class FileDropCartAdapter : CartAdapter<FileDropCartSettings>
{
    public override string Kind => "FileDrop";

    public override string Description =>
        "A folder: orders are dropped into it as files, tracking and stock are written beside them.";

    public override AdapterCapabilities Capabilities => AdapterCapabilities.Search;

    protected override ICart Create(FileDropCartSettings settings, AdapterContext context)
    {
        var path = Path.GetFullPath(settings.Folder);
        return new FileDropCart(
            path,
            new DropFolder(path, context.Connection, context.Unreadable, context.Logger),
            settings.Settle,
            context.Time
        );
    }
}

/// <summary>A folder as a warehouse.</summary>
public sealed class FileDropWarehouseAdapter : WarehouseAdapter<FileDropWarehouseSettings>
{
    public override string Kind => "FileDrop";

    public override string Description =>
        "A folder: orders are written to it as files, and people or scripts answer with files.";

    protected override IWarehouse Create(FileDropWarehouseSettings settings, AdapterContext context)
    {
        var path = Path.GetFullPath(settings.Folder);
        var folder = new DropFolder(path, context.Connection, context.Unreadable, context.Logger);
        return new FileDropWarehouse(path, folder, context.Time);
    }
}
