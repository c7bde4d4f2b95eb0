package org.eyas.control.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.source.CaptureDetails.PushdownCounts;
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
      case "pushdown" -> answer.table(control.pushdown().stream().map(SourcesCommand::row).toList(), PUSHDOWN);
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

  /** The share of the calls of a type that stayed in the kernel. */
  private static Row row(PushdownCounts counts) {
    long all = counts.passed() + counts.rejected();
    double percent = all == 0 ? 0 : 100.0 * counts.rejected() / all;
    return Row.of("type", counts.type().name())
        .with("delivered", counts.passed())
        .with("kept", counts.rejected())
        .with("share", String.format(Locale.ROOT, "%.1f %%", percent));
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
