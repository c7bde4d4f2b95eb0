package org.eyas.console.page.alert;

import java.time.Instant;
import org.eyas.api.control.CaptureStatus;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.TimeElement;

/**
 * A requested capture as the page of an alert shows it.
 *
 * @param path of the file; empty until it exists
 * @param writing whether the capture still runs
 * @param content how much the file has, in words; empty if nothing
 * @param problem why it is incomplete; empty if it is not
 */
record CaptureView(String path, boolean writing, TimeElement until, String content, String problem) {
  static CaptureView of(CaptureStatus status, Instant now) {
    String missing = status.missing() == 0 ? "" : ", " + FigureFormat.count(status.missing()) + " more are missing";
    String events = status.over() ? FigureFormat.count(status.events()) + " events" + missing + ", " : "";
    return new CaptureView(
        status.path(), !status.over(), TimeElement.until(status.until(), now), events + FigureFormat.bytes(status.bytes()),
        status.problem());
  }
}
