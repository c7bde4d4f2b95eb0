package org.eyas.enricher.session;

import java.util.function.Predicate;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/**
 * A program that was started in a container from outside: in a running container, or as the first program of a
 * container. It waits for the request that explains it. All processes that it starts share this object. Two objects
 * with the same content are equal, because a trial of rules sees a process once more.
 *
 * @param container the id of the container
 * @param command the program and its arguments as the caller gave them, each followed by a zero byte; {@link #cut}. Empty for the first
 *     program of a container
 * @param login the first process
 * @param tty the number of the terminal; 0 for none
 * @param isPending whether alerts wait too; most containers are not added by a person, so alerts do not wait for such a
 *     request
 */
record EnteredProgram(Text container, Text command, LoginSession.Login login, long tty, boolean isPending)
    implements SessionTrail {
  private static final long FIRST_OF_CONTAINER = 1;
  private static final int MOST_COMMAND_BYTES = 4_096;

  EnteredProgram {
    command = cut(command);
  }

  /**
   * The container entry of a process that has executed its program; null if the process is on the host, or was started
   * by a process of its own container. Before the exec, a runtime prepares the process.
   */
  static @Nullable EnteredProgram of(ProcessInfo process) {
    boolean isInside = process.ids().vpid() != process.pid() && process.ids().vpid() != FIRST_OF_CONTAINER;
    ProcessInfo parent = process.parent();
    boolean hasExecuted = process.uidBeforeExec() != AccountIds.UNKNOWN;
    if (!isInside || !hasExecuted || !parent.known() || parent.ids().vpid() != parent.pid()) {
      return null;
    }
    Text container = RootContainerCheck.id(process);
    boolean isRuntimes = container.isEmpty() || ContainerCgroupId.id(parent.place().rawCgroups()).equals(container);
    return isRuntimes ? null : new EnteredProgram(container, command(process), login(process), process.usage().tty(), true);
  }

  /**
   * The container entry of the first process of a container; null if the process is not the first.
   *
   * @param pending decides by the id of the container whether alerts wait
   */
  static @Nullable EnteredProgram first(ProcessInfo process, Predicate<Text> pending) {
    if (process.ids().vpid() != FIRST_OF_CONTAINER || process.pid() == FIRST_OF_CONTAINER) {
      return null;
    }
    Text container = RootContainerCheck.id(process);
    return container.isEmpty() ? null
        : new EnteredProgram(container, Text.EMPTY, login(process), process.usage().tty(), pending.test(container));
  }

  boolean isFirst() {
    return command.isEmpty();
  }

  private static LoginSession.Login login(ProcessInfo process) {
    return new LoginSession.Login(SessionKind.EXEC, process.pid(), process.usage().startNanos());
  }

  private static Text command(ProcessInfo process) {
    Bytes arguments = process.program().rawArgs();
    return new ByteBuilder().append(process.program().exe()).append(0).append(arguments).toText();
  }

  /** The beginning of a command, which is used to compare commands: at most 4 KB. */
  static Text cut(Text command) {
    return command.length() <= MOST_COMMAND_BYTES ? command
        : new ByteBuilder().append(command, 0, MOST_COMMAND_BYTES).toText();
  }
}
