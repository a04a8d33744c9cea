using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Contacts;

public static class ContactsModule
{
    public static IServiceCollection AddContacts(this IServiceCollection services) => services.AddSingleton<ContactSearch>();
}
