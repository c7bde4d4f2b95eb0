package org.eyas.console.page.alert;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.CaptureControl;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.UserRequest;
import org.jspecify.annotations.Nullable;

/**
 * A part of the page of an alert: starts and ends a capture of the events that follow. The page fetches this part again
 * while the capture is written.
 */
public final class CapturePage implements ConsolePage {
  public static final String PATH = "/alert/capture";

  private static final List<Integer> MINUTES = List.of(1, 5, 15, 60);
  private static final long MEGABYTES = 512;

  /** @param number of the alert on whose page it is */
  record Model(boolean known, long number, List<Integer> minutes, @Nullable CaptureView capture) {
    static Model of(ConsoleServices services, long number) {
      Optional<CaptureControl> control = services.captures();
      CaptureView last =
          control.flatMap(CaptureControl::last).map(status -> CaptureView.of(status, Instant.now())).orElse(null);
      return new Model(control.isPresent(), number, MINUTES, last);
    }

    /** Whether a capture is being written, so that no other one can be started. The template reads it. */
    boolean busy() {
      return capture != null && capture.writing();
    }

    long megabytes() {
      return MEGABYTES;
    }
  }

  private final ConsoleServices services;
  private final PageTemplates templates;
  private final AuditRecorder audit;

  public CapturePage(ConsoleServices services, PageTemplates templates, AuditRecorder audit) {
    this.services = services;
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public PageReply get(UserRequest visit) throws IOException {
    try {
      return templates.part("capture", visit, Model.of(services, AlertPage.number(visit)));
    } catch (RefusedException e) {
      return PageReply.text(404, "There is no such alert.");
    }
  }

  @Override
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    CaptureControl control =
        services.captures().orElseThrow(() -> new RefusedException("Not available: the engine is not running."));
    long number = AlertPage.number(visit);
    if (visit.parameter("do").equals("end")) {
      audit.applyAudited(visit, "end capture", control.last().map(status -> status.path()).orElse(""), control::end);
    } else {
      int minutes = minutes(visit);
      audit.applyAudited(visit, "start capture", minutes + " min, up to " + MEGABYTES + " MB",
          () -> control.start(60L * minutes, MEGABYTES));
    }
    return PageReply.redirect("/alert?number=" + number + "#capture");
  }

  private static int minutes(UserRequest visit) throws RefusedException {
    return MINUTES.stream().filter(each -> visit.parameter("minutes").equals(each.toString())).findFirst()
        .orElseThrow(() -> new RefusedException("Choose how many minutes are captured."));
  }
}
