package org.eyas.console.page;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.CaptureControl;
import org.jspecify.annotations.Nullable;

/**
 * A part of the page of an alert: starts and ends a capture of the events that follow. The page fetches this part again
 * while the capture is written.
 */
final class CapturePage implements Page {
  static final String PATH = "/alert/capture";

  private static final List<Integer> MINUTES = List.of(1, 5, 15, 60);
  private static final long MEGABYTES = 512;

  /** @param number of the alert on whose page it is */
  record Model(boolean known, long number, List<Integer> minutes, @Nullable CaptureRow capture) {
    static Model of(Services services, long number) {
      Optional<CaptureControl> control = services.captures();
      CaptureRow last =
          control.flatMap(CaptureControl::last).map(status -> CaptureRow.of(status, Instant.now())).orElse(null);
      return new Model(control.isPresent(), number, MINUTES, last);
    }

    /** For the template: no other capture can be started. */
    boolean busy() {
      return capture != null && capture.writing();
    }

    long megabytes() {
      return MEGABYTES;
    }
  }

  private final Services services;
  private final Templates templates;
  private final Audit audit;

  CapturePage(Services services, Templates templates, Audit audit) {
    this.services = services;
    this.templates = templates;
    this.audit = audit;
  }

  @Override
  public Reply get(Visit visit) throws IOException {
    try {
      return templates.part("capture", visit, Model.of(services, AlertPage.number(visit)));
    } catch (RefusedException e) {
      return Reply.text(404, "There is no such alert.");
    }
  }

  @Override
  public Reply post(Visit visit) throws RefusedException, IOException {
    CaptureControl control =
        services.captures().orElseThrow(() -> new RefusedException("Not available: the engine is not running."));
    long number = AlertPage.number(visit);
    if (visit.parameter("do").equals("end")) {
      audit.make(visit, "end capture", control.last().map(status -> status.path()).orElse(""), control::end);
    } else {
      int minutes = minutes(visit);
      audit.make(visit, "start capture", minutes + " min, up to " + MEGABYTES + " MB",
          () -> control.start(60L * minutes, MEGABYTES));
    }
    return Reply.to("/alert?number=" + number + "#capture");
  }

  private static int minutes(Visit visit) throws RefusedException {
    return MINUTES.stream().filter(each -> visit.parameter("minutes").equals(each.toString())).findFirst()
        .orElseThrow(() -> new RefusedException("Choose how many minutes are captured."));
  }
}
