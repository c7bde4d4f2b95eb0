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
@Component(property = Command.NAME + "=sources")
public final class SourcesCommand implements Command {
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
  public void run(Request request, Answer answer) throws RefusedException, IOException {
    switch (request.action("list")) {
      case "list" ->
        answer.table(
            control.sources().stream().map(SourcesCommand::row).toList(),
            COLUMNS);
      case "pushdown" -> pushdown(answer, control.pushdown());
      case "use" -> use(request, answer, request.operand("the kind of a driver: " + String.join(", ", names("use"))));
      default -> throw request.unknown();
    }
  }

  static Row row(SourceStatus source) {
    return Row.of("source", source.source())
        .with("kind", source.kind())
        .with("state", source.state().name().toLowerCase(Locale.ROOT))
        .with("events", source.events())
        .with("lost", source.lost())
        .with("since", Times.of(source.since()))
        .with("reason", source.reason());
  }

  private static void pushdown(Answer answer, PushdownStatus status) throws IOException {
    if (!status.reason().isEmpty()) {
      answer.say("No events stay in the kernel: " + status.reason() + ".");
      return;
    }
    answer.table(
        status.types().stream().filter(type -> !type.applied().isEmpty()).map(SourcesCommand::row).toList(), PUSHDOWN);
    if (!status.files().isEmpty()) {
      String sentence = "Opens and closes that succeed are delivered: " + status.filesInShort() + ".";
      answer.entry(sentence, Row.of("opened_files", status.files()));
    }
  }

  private static Row row(PushdownType type) {
    return Row.of("type", type.type())
        .with("delivered", type.delivered())
        .with("kept", type.kept())
        .with("share", String.format(Locale.ROOT, "%.1f %%", type.share()));
  }

  private void use(Request request, Answer answer, String kind) throws RefusedException, IOException {
    actions.run(request, "switch driver", kind, () -> control.use(kind));
    answer.say("The driver is now " + kind + ", until the next start; then engine.kind applies.");
  }

  @Override
  public List<String> names(String action) {
    return Stream.concat(Stream.of("auto"), control.drivers().stream()).toList();
  }
}
