using Bailey.Bench;
using Bailey.Bench.Inside;

// "inside": this process is one of those that are measured.
return args is ["inside", var role, .. var rest] ? Roles.Run(role, rest) : BenchCommand.Create().Parse(args).Invoke();
