package org.eyas.engine.field;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.ProcessInfo;

/** The process of an event and its ancestors, for people: {@code cat (4711), user root, /usr/bin/cat: cat /etc/shadow}. */
public final class ProcessTree {
  private static final int MOST = 16;
  private static final int LONGEST_LINE = 400;

  private ProcessTree() {}

  /** A line for each process, beginning with the process of the event; empty if it is not known. */
  public static List<String> lines(Event event) {
    List<String> lines = new ArrayList<>();
    ProcessInfo own = event.process();
    if (!own.known()) {
      return lines;
    }
    Ancestors walk = Ancestors.of(own.leader().known() ? own.leader() : own);
    do {
      lines.add(line(walk.current(), event.accounts()));
    } while (lines.size() < MOST && walk.next());
    return lines;
  }

  private static String line(ProcessInfo process, Accounts machine) {
    StringBuilder line = new StringBuilder();
    PrintableText.append(process.program().comm(), line);
    line.append(" (").append(process.pid()).append("), user ");
    Bytes user = AccountsOf.process(process, machine).userName(process.credentials().uid());
    if (user.isPresent()) {
      PrintableText.append(user, line);
    } else {
      line.append(process.credentials().uid() == 0 ? "root" : String.valueOf(process.credentials().uid()));
    }
    if (!process.program().exepath().isEmpty()) {
      PrintableText.append(process.program().exepath(), line.append(", "));
    }
    PrintableText.append(process.program().cmdline(), line.append(": "));
    if (line.length() > LONGEST_LINE) {
      line.setLength(LONGEST_LINE - 3);
      line.append("...");
    }
    return line.toString();
  }
}
