package org.eyas.driver.ptrace.event;

import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.driver.ptrace.proc.FileAttributes;
import org.eyas.driver.ptrace.proc.OpenDescriptors;
import org.eyas.driver.ptrace.proc.PathLookup;
import org.eyas.driver.ptrace.proc.ProcSocketTables;
import org.eyas.driver.ptrace.proc.ThreadProcFolders;
import org.eyas.driver.ptrace.proc.TraceeSocketEnds;
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
record StepContext(
    TracerSystemCalls kernel,
    ThreadProcFolders folders,
    EventThreadFacts thread,
    OpenDescriptors descriptors,
    PathLookup lookup,
    FileAttributes opened,
    TraceeSocketEnds sockets,
    OpenedPathCheck named,
    FileCreationCheck creating) {

  static StepContext of(SyscallNumbers numbers) {
    TracerSystemCalls kernel = new TracerSystemCalls(numbers);
    ThreadProcFolders folders = new ThreadProcFolders(kernel);
    OpenDescriptors descriptors = new OpenDescriptors(kernel, folders);
    PathLookup lookup = new PathLookup(kernel, folders, descriptors);
    FileAttributes opened = new FileAttributes(kernel);
    return new StepContext(
        kernel,
        folders,
        new EventThreadFacts(kernel, folders),
        descriptors,
        lookup,
        opened,
        new TraceeSocketEnds(kernel, new ProcSocketTables(kernel, descriptors)),
        new OpenedPathCheck(kernel, folders, descriptors, lookup, opened),
        new FileCreationCheck());
  }
}
