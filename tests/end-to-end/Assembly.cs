// One hub and one broker at a time: several at once starve each other on two cores, and their time limits then say nothing.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
