using System.Reflection;

using CareOps.Core.Data;
using CareOps.Core.Foundation;
using CareOps.Tests.Support;

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace CareOps.Tests.Architecture;

/// <summary>Every way in declares the right it needs, and refuses whoever lacks it.</summary>
public sealed class RightsTests
{
    private static readonly Type[] CoreTypes = typeof(CareOpsDb).Assembly.GetTypes();

    // What must look before a caller is known: each resolves one address, account or link.
    private static readonly string[] QueriesWithoutCaller =
    [
        "WorkspaceQueries.FindBySlugAsync", "WorkspaceQueries.MayCreateAsync", "WorkspaceQueries.MembershipsAsync", "WorkspaceQueries.NoneExistsAsync",
        "WorkspaceQueries.RegistrationIsOpenAsync",
    ];

    // Who may reach across workspaces, and why: to find the one a link, an address, an account or a claim belongs to.
    private static readonly string[] MayLookAcrossWorkspaces =
    [
        "AccountMailDispatcher.cs", "AlertSweep.cs", "AttachmentFetcher.cs", "AutomationSweep.cs", "ChangeAccount.cs", "DeliveryClaim.cs", "DeliveryDispatcher.cs", "DigestSender.cs", "DueRuns.cs", "ExpiredHolds.cs", "FileSweep.cs", "FreeSlugs.cs", "ImportsOfContact.cs", "OldKeys.cs",
        "PublicLinks.cs", "ReadDoor.cs", "RegistrationGate.cs",
        "WaitlistSweep.cs", "WebhookAccounts.cs", "WebhookClaim.cs", "WebhookDispatcher.cs", "WebhooksOfContact.cs", "WorkspaceErasure.cs", "WorkspaceQueries.cs",
    ];

    public static TheoryData<string> Handlers => [.. HandlerTypes().Select(static type => type.Name)];

    [Theory]
    [MemberData(nameof(Handlers))]
    public async Task A_handler_refuses_every_caller_without_its_right_and_writes_nothing(string handler)
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var type = HandlerTypes().Single(candidate => candidate.Name == handler);
        var command = CommandOf(type);
        var right = command.GetCustomAttribute<RequiresAttribute>()!.Right;

        foreach (var caller in CallersOf(business).Where(caller => !caller.May(right)))
        {
            Assert.Equal(Error.Forbidden, await HandleAsync(house, type, caller, Blank(command)));
        }
    }

    [Fact]
    public void Every_command_declares_a_right() => Assert.Empty(
        HandlerTypes().Select(CommandOf).Where(static command => command.GetCustomAttribute<RequiresAttribute>() is null));

    [Fact]
    public void Every_handler_is_registered()
    {
        using var application = new TestServer();
        var services = application.Services;

        Assert.All(HandlerTypes(), handler => Assert.NotNull(services.GetService(handler)));
    }

    [Fact]
    public void Every_page_declares_a_right()
    {
        var pages = typeof(global::CareOps.Web.Hosting.CareOpsSettings).Assembly.GetTypes().Where(static type =>
            type is { IsAbstract: false }
            && (type.IsSubclassOf(typeof(PageModel)) || type.GetCustomAttributes<RouteAttribute>().Any()));

        Assert.Empty(pages.Where(static page => page.GetCustomAttribute<RequiresAttribute>() is null).Select(static page => page.Name));
    }

    [Fact]
    public async Task Every_query_refuses_a_caller_without_rights()
    {
        await using var house = await TestHouse.StartAsync();
        var business = await house.OpenBusinessAsync();
        var nobody = new Caller.SystemWork(business.Id, "nobody");
        var tried = 0;
        foreach (var query in Queries().Where(static query => !QueriesWithoutCaller.Contains(NameOf(query))))
        {
            var caller = query.GetParameters()[0].ParameterType == typeof(Caller.LinkHolder) ? null : nobody;
            Assert.True(typeof(Caller).IsAssignableFrom(query.GetParameters()[0].ParameterType), $"{NameOf(query)} takes no caller first.");
            if (caller is not null)
            {
                await Assert.ThrowsAsync<AccessDeniedException>(() => CallAsync(house, query, caller));
                tried++;
            }
        }

        Assert.True(tried > 10, "The queries were not found.");
    }

    [Fact]
    public void Only_the_named_few_look_across_workspaces()
    {
        var users = Directory.EnumerateFiles(Repository.Folder("CareOps.Core"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.Folder("CareOps.Web"), "*.cs", SearchOption.AllDirectories))
            .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(static file => File.ReadAllText(file) is var text
                && (text.Contains("AllWorkspaces<", StringComparison.Ordinal)
                    || text.Contains("OpenUnfilteredAsync", StringComparison.Ordinal)
                    || text.Contains("IgnoreQueryFilters", StringComparison.Ordinal)))
            .Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

        Assert.Equal(MayLookAcrossWorkspaces, users);
    }

    private static IEnumerable<Type> HandlerTypes() => CoreTypes.Where(static type =>
        type is { IsAbstract: false, BaseType.IsGenericType: true } && type.BaseType.GetGenericTypeDefinition() == typeof(Handler<,>));

    private static Type CommandOf(Type handler) => handler.BaseType!.GetGenericArguments()[0];

    private static IEnumerable<MethodInfo> Queries() => CoreTypes
        .Where(static type => type is { IsClass: true, IsPublic: true } && type.Name.EndsWith("Queries", StringComparison.Ordinal))
        .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static IEnumerable<Caller> CallersOf(TestBusiness business)
    {
        yield return new Caller.Visitor(business.Id);
        yield return new Caller.LinkHolder(business.Id, "booking", Guid.NewGuid());
        yield return new Caller.SystemWork(business.Id, "test");
        yield return new Caller.Person(Guid.NewGuid());
        yield return new Caller.Member(business.Id, new MemberId(Guid.NewGuid()), "Nobody", IsOwner: false, Rights.None);
        yield return new Caller.Member(business.Id, new MemberId(Guid.NewGuid()), "Staff", IsOwner: false, Rights.Staff);
        foreach (var right in Enum.GetValues<Right>().Where(static right => right > Right.ManageWorkspace))
        {
            yield return new Caller.Member(business.Id, new MemberId(Guid.NewGuid()), "One right", IsOwner: false, Rights.Of(right));
        }
    }

    private static async Task<Error?> HandleAsync(TestHouse house, Type handler, Caller caller, object command)
    {
        var task = (Task)handler.GetMethod("HandleAsync")!
            .Invoke(house.Services.GetRequiredService(handler), [caller, command, CancellationToken.None])!;
        await task;
        var result = task.GetType().GetProperty("Result")!.GetValue(task)!;
        return (Error?)result.GetType().GetProperty("Error")!.GetValue(result);
    }

    private static async Task CallAsync(TestHouse house, MethodInfo query, Caller caller)
    {
        var arguments = query.GetParameters()
            .Select((parameter, position) => position == 0 ? caller : Default(parameter.ParameterType)).ToArray();
        await (Task)query.Invoke(house.Services.GetRequiredService(query.DeclaringType!), arguments)!;
    }

    private static object Blank(Type command)
    {
        var constructor = command.GetConstructors().OrderByDescending(static one => one.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(static parameter => Default(parameter.ParameterType))]);
    }

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;
}
