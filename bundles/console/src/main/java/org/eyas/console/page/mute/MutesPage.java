package org.eyas.console.page.mute;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.Mute;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.MuteStatus;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.TimeElement;
import org.eyas.console.page.UserRequest;

/** The page of the active mutes, with the number of alerts that each has hidden. A mute can be ended here. */
public final class MutesPage implements ConsolePage {
  private static final String END = "end mute";
  private static final int MOST_ENTRIES = 100;

  private record Model(boolean known, String done, List<Row> mutes) {}

  private record Row(
      String id, String rule, String fields, String owner, String reason, TimeElement until, String hidden, String document) {
    static Row of(MuteStatus status, Instant now) {
      Mute mute = status.mute();
      String fields =
          mute.fields().entrySet().stream().map(field -> field.getKey() + " = " + field.getValue())
              .collect(Collectors.joining(", "));
      return new Row(
          mute.id(), mute.rule(), fields, mute.owner(), mute.reason(), TimeElement.until(mute.until(), now),
          FigureFormat.count(status.hidden()), status.document());
    }
  }

  private final ConsoleServices services;
  private final PageTemplates templates;
  private final AuditRecorder audit;

  public MutesPage(ConsoleServices services, PageTemplates templates, AuditRecorder audit) {
    this.services = services;
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public PageReply get(UserRequest visit) {
    Instant now = Instant.now();
    List<MuteStatus> mutes = services.mutes().map(MuteControl::mutes).orElse(List.of());
    Model model =
        new Model(services.mutes().isPresent(), done(visit, mutes), mutes.stream().map(status -> Row.of(status, now)).toList());
    return templates.page("mutes", "Mutes", visit, model);
  }

  // The text names only a mute that exists or was ended, so that a link cannot carry another message.
  private String done(UserRequest visit, List<MuteStatus> mutes) {
    String added = visit.parameter("added");
    Optional<MuteStatus> there = mutes.stream().filter(status -> status.mute().id().equals(added)).findFirst();
    if (there.isPresent()) {
      return "The alerts are muted. The mute is in " + there.get().document() + ".";
    }
    String ended = visit.parameter("ended");
    return wasEnded(ended) ? "The mute " + ended + " is ended; its file is removed." : "";
  }

  private boolean wasEnded(String id) {
    List<AuditEntry> entries = services.audit().map(log -> log.recent(MOST_ENTRIES)).orElse(List.of());
    return entries.stream().anyMatch(entry -> entry.done() && entry.what().equals(END) && entry.detail().equals(id));
  }

  /** Ends a mute. */
  @Override
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    String id = visit.parameter("mute");
    MuteControl control = MutePage.control(services);
    audit.applyAudited(visit, END, id, () -> control.endMute(id));
    return PageReply.redirect("/mutes?" + QueryString.parameter("ended", id));
  }
}
