namespace CareOps.Web.Hosting;

/// <summary>The program can't start, and the message is the one sentence that says why and what to do.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
