namespace Crossdock.Adapters.FileDrop;

/// <summary>Makes warehouses out of folders: orders are written there as files, and people or scripts answer with files.</summary>
public sealed class FileDropWarehouseFactory : IWarehouseFactory
{
    public string Kind => "FileDrop";

    public IWarehouse Create(ConnectionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var path = Path.GetFullPath(
            context.Settings.Require("Folder", "set the folder that orders are to be written to")
        );
        return new FileDropWarehouse(path, new DropFolder(path, context.Settings.Name, context.Logger), context.Time);
    }
}
