package org.eyas.control.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.PushdownStatus;
import org.eyas.api.control.PushdownType;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas sources}. */
@Component(property = ControlCommand.NAME + "=sources")
public final class SourcesCommand implements ControlCommand {
  static final String[] COLUMNS = {"source", "kind", "state", "events", "lost", "since", "reason"};

  static final String[] PUSHDOWN = {"type", "delivered", "kept", "share"};

  private final SourceControl control;
  private final AuditedActions actions;

  @Activate
  public SourcesCommand(@Reference SourceControl control, @Reference AuditLog audit) {
    this.control = control;
    actions = new AuditedActions(audit);
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    switch (request.action("list")) {
      case "list" ->
        answer.table(
            control.sources().stream().map(SourcesCommand::row).toList(),
            COLUMNS);
      case "pushdown" -> pushdown(request.json(), answer, control.pushdown());
      case "use" -> switchDriver(request, answer, request.operand("the kind of a driver: " + String.join(", ", names("use"))));
      default -> throw request.unknown();
    }
  }

  static AnswerRow row(SourceStatus source) {
    return AnswerRow.of("source", source.source())
        .with("kind", source.kind())
        .with("state", source.state().name().toLowerCase(Locale.ROOT))
        .with("events", source.events())
        .with("lost", source.lost())
        .with("since", AnswerTimeText.of(source.since()))
        .with("reason", source.reason());
  }

  private static void pushdown(boolean json, CommandAnswer answer, PushdownStatus status) throws IOException {
    if (!status.reason().isEmpty()) {
      answer.writeSentence("No events stay in the kernel: " + status.reason() + ".");
      return;
    }
    answer.table(
        status.types().stream().filter(type -> !type.applied().isEmpty()).map(type -> row(type, json)).toList(), PUSHDOWN);
    if (!status.files().isEmpty()) {
      String sentence = "Opens and closes that succeed are delivered: " + status.filesInShort() + ".";
      answer.entry(sentence, AnswerRow.of("opened_files", status.files()));
    }
  }

  private static AnswerRow row(PushdownType type, boolean json) {
    return AnswerRow.of("type", type.type())
        .with("delivered", type.delivered())
        .with("kept", type.kept())
        .with("share", json ? type.share() : String.format(Locale.ROOT, "%.1f %%", type.share()));
  }

  private void switchDriver(CommandRequest request, CommandAnswer answer, String kind) throws RefusedException, IOException {
    actions.run(request, "switch driver", kind, () -> control.switchDriver(kind));
    answer.writeSentence("The driver is now " + kind + ", until the next start; then engine.kind applies.");
  }

  @Override
  public List<String> names(String action) {
    return Stream.concat(Stream.of("auto"), control.drivers().stream()).toList();
  }
}
