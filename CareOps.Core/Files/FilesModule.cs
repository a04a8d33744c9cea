using CareOps.Core.Data;
using CareOps.Core.Data.Outbox;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Files;

public static class FilesModule
{
    public static IServiceCollection AddFiles(this IServiceCollection services, FileLocation location)
    {
        services.AddSingleton(location);
        services.AddSingleton<FileStore>();
        services.AddSingleton<FileSweep>();
        services.AddSingleton<IRetained, UnusedFiles>();
        services.AddSingleton<IEventHandler<FileRemoved>, FileDisposal>();
        return services;
    }
}

public static class FilesTables
{
    public static DbSet<StoredFile> StoredFiles(this CareOpsDb db) => db.Set<StoredFile>();
}
