package org.eyas.web;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.control.SourceStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * Whether the engine reads events: 200, or 503 and the reason in one line. A source runs only after the rules are loaded. The
 * health of a running engine is another page, because it does not say whether to wait.
 */
final class ReadyPage implements WebPage {
  private static final WebReply READY = WebReply.text(200, "ok\n");

  private final Supplier<@Nullable SourceControl> control;

  /** @param control returns the service, or null while there is none */
  ReadyPage(Supplier<@Nullable SourceControl> control) {
    this.control = control;
  }

  @Override
  public WebReply reply(String accept) {
    SourceControl there = control.get();
    if (there == null) {
      return notReady("the engine is starting");
    }
    List<SourceStatus> sources = there.sources();
    if (sources.isEmpty()) {
      return notReady("the rules are being loaded; no event source is open yet");
    }
    List<SourceStatus> silent = sources.stream().filter(source -> source.state() != State.RUNNING).toList();
    return silent.isEmpty()
        ? READY
        : notReady(silent.stream().map(ReadyPage::sentence).collect(Collectors.joining("; ")));
  }

  private static WebReply notReady(String reason) {
    return WebReply.text(503, reason.replaceAll("\\R", " ") + "\n");
  }

  private static String sentence(SourceStatus source) {
    String reason = source.reason().isEmpty() ? "" : ": " + source.reason();
    return "no events of " + source.source() + " are read (" + source.state().name().toLowerCase(Locale.ROOT) + ")" + reason;
  }
}
