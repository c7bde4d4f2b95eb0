package org.eyas.control.command;

import java.io.IOException;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.Journal;
import org.eyas.api.control.JournalSpan;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas journal}. */
@Component(property = ControlCommand.NAME + "=journal")
public final class JournalCommand implements ControlCommand {
  private static final int MEGABYTES = 16;
  private static final int SECONDS = 600;

  private final Journal journal;
  private final AuditedActions actions;

  @Activate
  public JournalCommand(@Reference Journal journal, @Reference AuditLog audit) {
    this.journal = journal;
    actions = new AuditedActions(audit);
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    switch (request.action("show")) {
      case "show" -> answer.details(row(journal.span()));
      case "record" -> record(request, answer);
      case "clear" -> {
        actions.run(request, "clear journal", "", journal::clear);
        answer.writeSentence("The journal is empty and does not record events.");
      }
      default -> throw request.unknown();
    }
  }

  private void record(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    int megabytes = request.number("mb", MEGABYTES);
    int seconds = request.number("seconds", SECONDS);
    String limits = seconds + " s, up to " + megabytes + " MB";
    actions.run(request, "record journal", limits, () -> journal.record((long) megabytes << 20, seconds));
    answer.writeSentence("Recording events: " + limits + ".");
  }

  static AnswerRow row(JournalSpan span) {
    boolean empty = span.events() == 0;
    return AnswerRow.of("recording", span.recording())
        .with("from", empty ? "" : AnswerTimeText.ofNanos(span.firstNanos()))
        .with("to", empty ? "" : AnswerTimeText.ofNanos(span.lastNanos()))
        .with("events", span.events())
        .with("bytes", span.bytes())
        .with("limit_bytes", span.limitBytes())
        .with("remark", span.remark());
  }
}
