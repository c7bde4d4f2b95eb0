package org.eyas.engine.field.process;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.history.AlertProcess;
import org.eyas.api.history.AlertProcess.Relation;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.field.param.ProcessAccounts;
import org.eyas.engine.field.text.PrintableText;

/**
 * Lists the process of an event with its ancestors, siblings and children, for people. For the thread of the event's
 * loop.
 */
public final class ProcessTree {
  private static final int MOST_ANCESTORS = 15;
  private static final int MOST_RELATIVES = 8;
  private static final int LONGEST_PATH = 200;
  private static final int LONGEST_COMMAND = 300;

  private final Accounts machine;
  private final List<AlertProcess> processes = new ArrayList<>();

  private ProcessTree(Accounts machine) {
    this.machine = machine;
  }

  /** Finds at most {@code most} living children of a process. */
  @FunctionalInterface
  public interface Children {
    List<ProcessInfo> of(ProcessInfo process, int most);
  }

  /**
   * The process of the event, then its ancestors from the parent upwards, its siblings and its children. Empty if the
   * process is not known.
   */
  public static List<AlertProcess> of(Event event, Children children) {
    ProcessTree tree = new ProcessTree(event.accounts());
    ProcessInfo process = event.process();
    if (process.known()) {
      tree.add(process.leader().known() ? process.leader() : process, children);
    }
    return tree.processes;
  }

  private void add(ProcessInfo own, Children children) {
    processes.add(describe(own, Relation.ITSELF));
    AncestorWalk walk = AncestorWalk.of(own);
    while (processes.size() <= MOST_ANCESTORS && walk.next()) {
      processes.add(describe(walk.current(), Relation.ANCESTOR));
    }
    if (own.parent().known()) {
      add(children.of(own.parent(), MOST_RELATIVES + 1), own.pid(), Relation.SIBLING);
    }
    add(children.of(own, MOST_RELATIVES), own.pid(), Relation.CHILD);
  }

  private void add(List<ProcessInfo> relatives, long except, Relation relation) {
    relatives.stream()
        .filter(process -> process.pid() != except)
        .limit(MOST_RELATIVES)
        .forEach(process -> processes.add(describe(process, relation)));
  }

  private AlertProcess describe(ProcessInfo process, Relation relation) {
    ProcessInfo parent = process.parent();
    return new AlertProcess(
        relation,
        process.pid(),
        parent.known() ? parent.pid() : -1,
        text(process.program().comm(), LONGEST_PATH),
        user(process),
        text(process.program().exepath(), LONGEST_PATH),
        text(process.program().cmdline(), LONGEST_COMMAND),
        process.usage().startNanos(),
        container(process));
  }

  private String user(ProcessInfo process) {
    long uid = process.credentials().uid();
    Bytes user = ProcessAccounts.process(process, machine).userName(uid);
    return user.isPresent() ? text(user, LONGEST_PATH) : uid == 0 ? "root" : String.valueOf(uid);
  }

  private static String container(ProcessInfo process) {
    return process.attachment(ContainerDescription.KEY) instanceof ContainerDescription known
        ? text(known.id(), LONGEST_PATH)
        : "";
  }

  private static String text(Bytes bytes, int most) {
    StringBuilder text = new StringBuilder();
    PrintableText.append(bytes, text);
    if (text.length() > most) {
      text.setLength(most - 3);
      text.append("...");
    }
    return text.toString();
  }
}
