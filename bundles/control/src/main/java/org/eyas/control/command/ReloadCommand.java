package org.eyas.control.command;

import java.io.IOException;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.ConfigurationFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas reload}. */
@Component(property = ControlCommand.NAME + "=reload")
public final class ReloadCommand implements ControlCommand {
  private final ConfigurationFile file;
  private final AuditedActions actions;

  @Activate
  public ReloadCommand(@Reference ConfigurationFile file, @Reference AuditLog audit) {
    this.file = file;
    actions = new AuditedActions(audit);
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    String[] result = new String[1];
    actions.run(request, "reload", file.path(), () -> result[0] = file.reload());
    answer.writeSentence(result[0]);
  }
}
