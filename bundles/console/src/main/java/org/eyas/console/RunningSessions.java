package org.eyas.console;

import java.util.function.LongSupplier;
import org.eyas.console.access.ConsoleSessions;
import org.eyas.console.access.SessionLimits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The sessions of all users. A reload makes the console again, and these continue; they end with the bundle. */
@Component(service = RunningSessions.class, immediate = true)
public final class RunningSessions {
  private final ConsoleSessions sessions;

  @Activate
  public RunningSessions() {
    this(System::nanoTime);
  }

  RunningSessions(LongSupplier nanoTime) {
    // Until a console says whose account exists, none does.
    sessions = new ConsoleSessions(_ -> false, SessionLimits.DEFAULT, nanoTime);
  }

  ConsoleSessions sessions() {
    return sessions;
  }
}
