package org.eyas.console.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eyas.api.control.CaptureControl;
import org.eyas.api.control.CaptureStatus;
import org.jspecify.annotations.Nullable;

/** Captures of which a test sets the state. */
public final class FakeCaptures implements CaptureControl {
  private final List<String> actions;
  public volatile @Nullable CaptureStatus last;

  FakeCaptures(List<String> actions) {
    this.actions = actions;
  }

  @Override
  public void start(long seconds, long megabytes) {
    actions.add("capture " + seconds + " s, " + megabytes + " MB");
    last = new CaptureStatus("/tmp/falco_1.scap", Instant.now().plusSeconds(seconds), false, 2_000_000, 0, 0, "");
  }

  @Override
  public void end() {
    actions.add("end capture");
    last = new CaptureStatus("/tmp/falco_1.scap", Instant.now(), true, 3_000_000, 1_234, 0, "");
  }

  @Override
  public Optional<CaptureStatus> last() {
    return Optional.ofNullable(last);
  }
}
