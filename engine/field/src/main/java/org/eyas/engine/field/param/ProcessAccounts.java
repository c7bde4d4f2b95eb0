package org.eyas.engine.field.param;

import org.eyas.api.event.Event;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.ContainerAccounts;
import org.eyas.api.process.ProcessInfo;

/**
 * Finds the accounts that name the user of a process. An enricher can attach the accounts of the container; otherwise
 * the accounts of the machine count.
 */
public final class ProcessAccounts {
  private ProcessAccounts() {}

  /** The accounts for the process of an event. */
  public static Accounts process(Event event) {
    return process(event.process(), event.accounts());
  }

  public static Accounts process(ProcessInfo process, Accounts machine) {
    Object own = process.attachment(ContainerAccounts.KEY);
    return own instanceof Accounts accounts && accounts != ContainerAccounts.MACHINE ? accounts : machine;
  }
}
