using CareOps.Core.Contacts.Import;
using CareOps.Core.Data.Outbox;

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
        services.AddSingleton<SetContactLanguageHandler>();
        services.AddSingleton<SetContactTimeZoneHandler>();
        services.AddSingleton<SetOwnPreferencesHandler>();
        services.AddSingleton<PreferenceQueries>();
        services.AddSingleton<SaveContactFieldHandler>();
        services.AddSingleton<RemoveContactFieldHandler>();
        services.AddSingleton<SetContactFieldHandler>();
        services.AddContactImport();
        return services;
    }

    private static void AddContactImport(this IServiceCollection services)
    {
        services.AddSingleton<IContactHolder, ImportsOfContact>();
        services.AddSingleton<IEventHandler<ContactImportDue>, ImportWork>();
        services.AddSingleton<IRetained, OldImports>();
        services.AddSingleton<ContactImportQueries>();
        services.AddSingleton<UploadContactsHandler>();
        services.AddSingleton<DiscardImportHandler>();
        services.AddSingleton<StartImportHandler>();
        services.AddSingleton<CancelImportHandler>();
        services.AddSingleton<UndoImportHandler>();
    }
}
