package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.source.CaptureRequest;
import org.eyas.testkit.QuietCapture;

/** A source that keeps what the loop requests. */
class SelectedMachine extends QuietCapture {
  final List<CaptureRequest> requests = new ArrayList<>();

  @Override
  public void changeRequest(CaptureRequest changed) {
    requests.add(changed);
  }

  CaptureRequest last() {
    return requests.getLast();
  }
}
