package org.eyas.console.page;

import java.time.Instant;
import org.eyas.api.control.CaptureStatus;

/**
 * A requested capture as the page of an alert shows it.
 *
 * @param path of the file; empty until it exists
 * @param writing whether the capture still runs
 * @param content how much the file has, in words; empty if nothing
 * @param problem why it is incomplete; empty if it is not
 */
record CaptureRow(String path, boolean writing, Moment until, String content, String problem) {
  static CaptureRow of(CaptureStatus status, Instant now) {
    String missing = status.missing() == 0 ? "" : ", " + Figures.count(status.missing()) + " more are missing";
    String events = status.over() ? Figures.count(status.events()) + " events" + missing + ", " : "";
    return new CaptureRow(
        status.path(), !status.over(), Moment.until(status.until(), now), events + Figures.bytes(status.bytes()),
        status.problem());
  }
}
