package org.eyas.control.command;

import java.io.IOException;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.OutputControl;
import org.eyas.api.control.OutputStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas outputs}. */
@Component(property = ControlCommand.NAME + "=outputs")
public final class OutputsCommand implements ControlCommand {
  static final String[] COLUMNS = {"name", "state", "sent", "failed", "dropped", "waiting", "last_error"};

  private static final String A_NAME = "the name of an output";

  private final OutputControl control;
  private final AuditedActions actions;

  @Activate
  public OutputsCommand(@Reference OutputControl control, @Reference AuditLog audit) {
    this.control = control;
    actions = new AuditedActions(audit);
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    switch (request.action("list")) {
      case "list" ->
        answer.table(
            control.outputs().stream().map(OutputsCommand::row).toList(),
            COLUMNS);
      case "reopen" -> {
        String name = request.operand(A_NAME);
        actions.run(request, "reopen output", name, () -> control.reopen(name));
        answer.writeSentence(name + " is reopened.");
      }
      case "test" -> {
        String name = request.operand(A_NAME);
        actions.run(request, "test output", name, () -> control.test(name));
        answer.writeSentence("A test alert is queued for " + name + "; eyas outputs shows whether it was sent.");
      }
      default -> throw request.unknown();
    }
  }

  static AnswerRow row(OutputStatus output) {
    return AnswerRow.of("name", output.channel().name())
        .with("state", output.channel().up() ? "up" : "down")
        .with("sent", output.sent())
        .with("failed", output.failed())
        .with("dropped", output.dropped())
        .with("waiting", output.waiting())
        .with("capacity", output.capacity())
        .with("last_error", output.channel().lastError());
  }

  @Override
  public List<String> names(String action) {
    return control.outputs().stream().map(output -> output.channel().name()).toList();
  }
}
