namespace CareOps.Web.Hosting;

internal static class Help
{
    public const string Text = """
        CareOps

          (no command)   start the server on http://localhost:5080, or where --urls says
          demo           fill an empty data directory with a demo clinic
                           --password TEXT   for both sign-ins; made up and printed without it
                           --contacts N --bookings N --messages N   how much of everything
          migrate        bring the database's schema up to this version

        Settings come from appsettings.json, the environment (CareOps__DataDirectory) and the command line
        (--CareOps:DataDirectory=FOLDER). appsettings.example.json explains each one.
        """;
}
