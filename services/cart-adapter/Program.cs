using Crossdock.CartAdapter;
using Crossdock.Platform.Hosting;

return await ServiceHost.RunAsync(args, new CartAdapterModule());
