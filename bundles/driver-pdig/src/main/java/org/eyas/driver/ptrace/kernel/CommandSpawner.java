package org.eyas.driver.ptrace.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a command as a child of the calling thread. The child shares terminal, directory and environment with this
 * process, and stops itself before it becomes the command. ProcessBuilder cannot do this: the JVM waits for its
 * children on a thread of its own.
 */
public final class CommandSpawner {
  private static final String SHELL = "/bin/sh";

  // The shell waits to be traced, and then becomes the command; it prints itself if there is none.
  private static final String SCRIPT = "kill -STOP $$; exec \"$@\"";
  private static final int FIRST_CLOSED = 3;
  private static final short SETSIGDEF_AND_SETSIGMASK = 4 | 8;
  private static final int STRUCT_BYTES = 512; // more than each of the structures has

  private static final FunctionDescriptor ONE = FunctionDescriptor.of(JAVA_INT, ADDRESS);
  private static final FunctionDescriptor TWO = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
  private static final FunctionDescriptor NUMBER = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SPAWN =
      LibcFunction.of(
          "posix_spawn", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
  private static final MethodHandle ACTIONS_INIT = LibcFunction.of("posix_spawn_file_actions_init", ONE);
  private static final MethodHandle ACTIONS_CLOSE = LibcFunction.of("posix_spawn_file_actions_addclosefrom_np", NUMBER);
  private static final MethodHandle ATTRIBUTES_INIT = LibcFunction.of("posix_spawnattr_init", ONE);
  private static final MethodHandle ATTRIBUTES_FLAGS =
      LibcFunction.of("posix_spawnattr_setflags", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));
  private static final MethodHandle ATTRIBUTES_DEFAULT = LibcFunction.of("posix_spawnattr_setsigdefault", TWO);
  private static final MethodHandle ATTRIBUTES_MASK = LibcFunction.of("posix_spawnattr_setsigmask", TWO);
  private static final MethodHandle NO_SIGNAL = LibcFunction.of("sigemptyset", ONE);
  private static final MethodHandle ADD_SIGNAL = LibcFunction.of("sigaddset", NUMBER);

  private CommandSpawner() {}

  /**
   * Starts a command.
   *
   * @return the process, which stops itself by SIGSTOP before it runs the command
   */
  public static int stopped(List<String> command) throws IOException {
    List<String> words = new ArrayList<>(List.of(SHELL, "-c", SCRIPT, SHELL));
    words.addAll(command);
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment pid = memory.allocate(JAVA_INT);
      int error =
          (int) SPAWN.invokeExact(
              memory.allocate(LibcFunction.ERRNO_LAYOUT), pid, memory.allocateFrom(SHELL), actions(memory), attributes(memory),
              texts(words, memory), LibcFunction.pointer("environ"));
      if (error != 0) {
        throw new IOException(SHELL + ", which starts the command, cannot be run: " + ErrnoText.of(error)
            + "; install a shell there, or raise the limits of processes and memory");
      }
      return pid.get(JAVA_INT, 0);
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw LibcFunction.impossible(e);
    }
  }

  private static MemorySegment actions(SegmentAllocator memory) throws Throwable {
    MemorySegment actions = memory.allocate(STRUCT_BYTES, Long.BYTES);
    MemorySegment errno = memory.allocate(LibcFunction.ERRNO_LAYOUT);
    int _ = (int) ACTIONS_INIT.invokeExact(errno, actions);
    int _ = (int) ACTIONS_CLOSE.invokeExact(errno, actions, FIRST_CLOSED);
    return actions;
  }

  // What this process ignores, the command would ignore too.
  private static MemorySegment attributes(SegmentAllocator memory) throws Throwable {
    MemorySegment attributes = memory.allocate(STRUCT_BYTES, Long.BYTES);
    MemorySegment set = memory.allocate(STRUCT_BYTES, Long.BYTES);
    MemorySegment errno = memory.allocate(LibcFunction.ERRNO_LAYOUT);
    int _ = (int) ATTRIBUTES_INIT.invokeExact(errno, attributes);
    int _ = (int) ATTRIBUTES_FLAGS.invokeExact(errno, attributes, SETSIGDEF_AND_SETSIGMASK);
    int _ = (int) NO_SIGNAL.invokeExact(errno, set);
    int _ = (int) ATTRIBUTES_MASK.invokeExact(errno, attributes, set);
    int _ = (int) ADD_SIGNAL.invokeExact(errno, set, ProcessSignals.INT);
    int _ = (int) ADD_SIGNAL.invokeExact(errno, set, ProcessSignals.QUIT);
    int _ = (int) ATTRIBUTES_DEFAULT.invokeExact(errno, attributes, set);
    return attributes;
  }

  private static MemorySegment texts(List<String> words, SegmentAllocator memory) {
    MemorySegment texts = memory.allocate(ADDRESS, words.size() + 1L); // filled with zeros: the last one ends it
    for (int i = 0; i < words.size(); i++) {
      texts.setAtIndex(ADDRESS, i, memory.allocateFrom(words.get(i)));
    }
    return texts;
  }
}
