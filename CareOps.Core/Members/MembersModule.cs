using CareOps.Core.Data.Outbox;
using CareOps.Core.Members.Accounts;
using CareOps.Core.Workspaces;

using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Core.Members;

public static class MembersModule
{
    public static IServiceCollection AddMembers(this IServiceCollection services, AccountMailOptions mail)
    {
        services.AddSingleton<MemberQueries>();
        services.AddSingleton<InviteMemberHandler>();
        services.AddSingleton<ResendInvitationHandler>();
        services.AddSingleton<RevokeInvitationHandler>();
        services.AddSingleton<MakeInvitationLinkHandler>();
        services.AddSingleton<AcceptInvitationHandler>();
        services.AddSingleton<JoinByInvitationHandler>();
        services.AddSingleton<ChangeMemberHandler>();
        services.AddSingleton<RemoveMemberHandler>();
        return services.AddAccountSecurity(mail);
    }

    private static IServiceCollection AddAccountSecurity(this IServiceCollection services, AccountMailOptions mail)
    {
        services.AddSingleton(mail);
        services.AddSingleton<AccountPost>();
        services.AddSingleton<AccountMailWriter>();
        services.AddSingleton<AccountMailDispatcher>();
        services.AddSingleton<IRetained, OldAccountMail>();
        services.AddSingleton<IRetained, OldSessions>();
        services.AddSingleton<IWorkspaceSetup, ConfirmNewAccounts>();
        services.AddSingleton<AccountDesk>();
        services.AddSingleton<AccountQueries>();
        services.AddSingleton<AuthenticatorSecrets>();
        services.AddSingleton<SecondFactor>();
        services.AddSingleton<RequestPasswordResetHandler>();
        services.AddSingleton<ResetPasswordHandler>();
        services.AddSingleton<ChangeNameHandler>();
        services.AddSingleton<ChangePasswordHandler>();
        services.AddSingleton<ChangeEmailHandler>();
        services.AddSingleton<ResendConfirmationHandler>();
        services.AddSingleton<ConfirmEmailHandler>();
        services.AddSingleton<SignOutEverywhereHandler>();
        services.AddSingleton<KeepSessionHandler>();
        services.AddSingleton<EndSessionHandler>();
        services.AddSingleton<NoteSessionHandler>();
        services.AddSingleton<SessionCheck>();
        services.AddSingleton<TurnOnTwoFactorHandler>();
        services.AddSingleton<TurnOffTwoFactorHandler>();
        services.AddSingleton<RenewRecoveryCodesHandler>();
        services.AddSingleton<RemovePasskeyHandler>();
        return services;
    }
}
