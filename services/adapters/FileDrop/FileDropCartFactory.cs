namespace Crossdock.Adapters.FileDrop;

/// <summary>Makes carts out of folders: orders are dropped as files, tracking and stock are written beside them.</summary>
public sealed class FileDropCartFactory : ICartFactory
{
    public string Kind => "FileDrop";

    public ICart Create(ConnectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var path = context.Settings.Require("Folder", "set the folder that orders are dropped into");
        return new FileDropCart(
            Path.GetFullPath(path),
            new DropFolder(Path.GetFullPath(path), context.Settings.Name, context.Logger),
            context.Settings.FindTime("Settle", TimeSpan.FromSeconds(2)),
            context.Time
        );
    }
}
