package org.eyas.control.command;

import java.io.IOException;
import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.Mute;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.MuteStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas mute}. */
@Component(property = ControlCommand.NAME + "=mute")
public final class MuteCommand implements ControlCommand {
  private static final String[] COLUMNS = {"mute", "rule", "fields", "owner", "reason", "until", "hidden"};

  private final MuteControl control;
  private final AuditedActions actions;

  @Activate
  public MuteCommand(@Reference MuteControl control, @Reference AuditLog audit) {
    this.control = control;
    actions = new AuditedActions(audit);
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    switch (request.action("list")) {
      case "list" -> answer.table(control.mutes().stream().map(MuteCommand::row).toList(), COLUMNS);
      case "end" -> {
        String id = request.operand("the name of a mute");
        actions.run(request, "end mute", id, () -> control.endMute(id));
        answer.writeSentence("The mute " + id + " is ended; its file is removed.");
      }
      default -> throw request.unknown();
    }
  }

  private static AnswerRow row(MuteStatus status) {
    Mute mute = status.mute();
    return AnswerRow.of("mute", mute.id())
        .with("rule", mute.rule())
        .with("fields", mute.fields().entrySet().stream().map(field -> field.getKey() + "=" + field.getValue()).toList())
        .with("owner", mute.owner())
        .with("reason", mute.reason())
        .with("until", mute.until().toString())
        .with("hidden", status.hidden())
        .with("document", status.document());
  }

  @Override
  public List<String> names(String action) {
    return control.mutes().stream().map(status -> status.mute().id()).toList();
  }
}
