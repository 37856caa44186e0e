namespace Bailey.Bench.Measuring;

/// <summary>Measures a workload inside the process that runs it.</summary>
internal static class Stopper
{
    /// <summary>CPU time of all threads of this process, milliseconds: the engine's compiler and collector threads are part of the cost.</summary>
    public static double Cpu => Environment.CpuUsage.TotalTime.TotalMilliseconds;

    /// <summary>Runs until the engine's compilers have had their say, then takes samples.</summary>
    /// <param name="run">The workload; returns its result.</param>
    /// <param name="warmUp">Milliseconds of CPU time to run before the first sample; 0 for none.</param>
    /// <param name="count">Samples.</param>
    public static (string Result, double[] Samples) Measure(Func<string> run, double warmUp, int count)
    {
        string result = "";
        for (double start = Cpu; Cpu - start < warmUp;)
        {
            result = run();
        }

        double[] samples = new double[count];
        for (int i = 0; i < count; i++)
        {
            double start = Cpu;
            result = run();
            samples[i] = Cpu - start;
        }

        return (result, samples);
    }
}
