package org.eyas.driver.ptrace.event;

import org.eyas.driver.ptrace.kernel.SystemCalls;
import org.eyas.recipe.SyscallNumbers;

/**
 * The objects by which steps ask about the thread of the current event, besides its registers and memory. Each tracer
 * has one, which only the tracer's thread uses.
 *
 * @param kernel system calls of the tracer
 * @param folders the folders of threads in /proc
 * @param thread the values of /proc about the thread
 * @param descriptors the open descriptors of threads
 * @param lookup finds files by the paths of the thread
 * @param opened the file that the call of the current event opened, once a step has looked it up
 * @param sockets the ends of sockets
 * @param named checks whether a path is a name of the opened file
 * @param creating finds out which opens create their file
 */
record Surroundings(
    SystemCalls kernel,
    ThreadFolders folders,
    ThreadFacts thread,
    OpenDescriptors descriptors,
    PathLookup lookup,
    FileFacts opened,
    SocketEnds sockets,
    NamedFile named,
    CreatingOpens creating) {

  static Surroundings of(SyscallNumbers numbers) {
    SystemCalls kernel = new SystemCalls(numbers);
    ThreadFolders folders = new ThreadFolders(kernel);
    OpenDescriptors descriptors = new OpenDescriptors(kernel, folders);
    PathLookup lookup = new PathLookup(kernel, folders, descriptors);
    FileFacts opened = new FileFacts(kernel);
    return new Surroundings(
        kernel,
        folders,
        new ThreadFacts(kernel, folders),
        descriptors,
        lookup,
        opened,
        new SocketEnds(kernel, new SocketTables(kernel, descriptors)),
        new NamedFile(kernel, folders, descriptors, lookup, opened),
        new CreatingOpens());
  }
}
