package org.eyas.control.command;

import java.io.IOException;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.launch.LauncherServices;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas stop}: ends the process in the way of SIGTERM, after the client has its answer. */
@Component(property = ControlCommand.NAME + "=stop")
public final class StopCommand implements ControlCommand {
  private final Runnable stop;
  private final AuditedActions actions;

  /** @param stop the launcher's service, which returns at once */
  @Activate
  public StopCommand(@Reference(target = LauncherServices.STOP) Runnable stop, @Reference AuditLog audit) {
    this.stop = stop;
    actions = new AuditedActions(audit);
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    ProcessHandle engine = ProcessHandle.current();
    answer.writeSentence("The engine (process " + engine.pid() + ") is stopping.");
    actions.run(request, "stop engine", "", () -> answer.endsProcess(engine, stop));
  }
}
