using Crossdock.Platform.Hosting;
using Crossdock.WmsAdapter;

return await ServiceHost.RunAsync(args, new WmsAdapterModule());
