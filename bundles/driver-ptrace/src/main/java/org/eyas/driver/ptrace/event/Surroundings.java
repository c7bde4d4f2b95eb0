package org.eyas.driver.ptrace.event;

import org.eyas.driver.ptrace.kernel.SystemCalls;
import org.eyas.recipe.SyscallNumbers;

/**
 * What steps ask about the thread of the current event besides its registers and memory. One object for each tracer, used by its
 * thread only.
 *
 * @param kernel system calls of the tracer
 * @param paths builds paths below /proc
 * @param thread what /proc says about the thread
 * @param lookup finds files by the paths of the thread
 * @param sockets the ends of sockets
 * @param named whether a path is a name of the opened file
 * @param creating which opens create their file
 */
record Surroundings(
    SystemCalls kernel,
    ProcPath paths,
    ThreadFacts thread,
    PathLookup lookup,
    SocketEnds sockets,
    NamedFile named,
    CreatingOpens creating) {

  static Surroundings of(SyscallNumbers numbers) {
    SystemCalls kernel = new SystemCalls(numbers);
    ProcPath paths = new ProcPath();
    PathLookup lookup = new PathLookup(kernel, paths);
    return new Surroundings(
        kernel,
        paths,
        new ThreadFacts(kernel, paths),
        lookup,
        new SocketEnds(kernel, new SocketTables(kernel, paths)),
        new NamedFile(kernel, paths, lookup),
        new CreatingOpens());
  }
}
