using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Contacts;

public static class ContactsModule
{
    public static IServiceCollection AddContacts(this IServiceCollection services)
    {
        services.AddSingleton<ContactSearch>();
        services.AddSingleton<ContactQueries>();
        services.AddSingleton<ContactExportQueries>();
        services.AddSingleton<MergeContactsHandler>();
        services.AddSingleton<UndoMergeHandler>();
        services.AddSingleton<EraseContactHandler>();
        services.AddSingleton<ChangeContactHandler>();
        services.AddSingleton<TagContactHandler>();
        services.AddSingleton<UntagContactHandler>();
        services.AddSingleton<SetConsentHandler>();
        services.AddSingleton<SaveContactFieldHandler>();
        services.AddSingleton<RemoveContactFieldHandler>();
        services.AddSingleton<SetContactFieldHandler>();
        return services;
    }
}
