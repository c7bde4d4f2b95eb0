package org.eyas.control.command;

import java.io.IOException;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.AuditLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas audit}: the newest entries, oldest first. */
@Component(property = ControlCommand.NAME + "=audit")
public final class AuditCommand implements ControlCommand {
  private static final int MOST = 50;

  private final AuditLog log;

  @Activate
  public AuditCommand(@Reference AuditLog log) {
    this.log = log;
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    if (!request.action("list").equals("list")) {
      throw request.unknown();
    }
    answer.table(
        log.recent(request.number("last", MOST)).reversed().stream().map(AuditCommand::row).toList(),
        "time", "who", "done", "what", "detail");
  }

  private static AnswerRow row(AuditEntry entry) {
    return AnswerRow.of("time", AnswerTimeText.of(entry.time()))
        .with("who", entry.who())
        .with("what", entry.what())
        .with("detail", entry.detail())
        .with("done", entry.done());
  }
}
