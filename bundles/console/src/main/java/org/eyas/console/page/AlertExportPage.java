package org.eyas.console.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.FoundAlerts;
import org.eyas.api.control.PastAlert;
import org.eyas.api.failure.Reason;

/** The newest alerts that match a query, as a file of JSON lines or of comma-separated values. */
final class AlertExportPage implements Page {
  private static final int AT_ONCE = 500;
  private static final int MOST = 10_000;
  private static final int MOST_BYTES = 8 << 20;

  private final Services services;

  AlertExportPage(Services services) {
    this.services = services;
  }

  @Override
  public Reply get(Visit visit) {
    boolean csv = visit.parameter("format").equals("csv");
    try {
      String query = AlertSelection.of(visit.request()).searched();
      byte[] body = csv ? export(query, AlertText.CSV_HEADER, AlertText::csv) : export(query, "", AlertText::json);
      return new Reply(200, csv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8", body, Map.of())
          .with("Content-Disposition", "attachment; filename=\"alerts." + (csv ? "csv" : "jsonl") + "\"");
    } catch (RefusedException e) {
      return Reply.text(400, Reason.of(e));
    }
  }

  private byte[] export(String query, String header, Function<PastAlert, String> line) throws RefusedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(header.getBytes(StandardCharsets.UTF_8));
    int count = 0;
    for (long below = Long.MAX_VALUE; below > 0 && count < MOST && body.size() < MOST_BYTES;) {
      FoundAlerts found = AlertSelection.search(services).find(query, below, AT_ONCE);
      found.alerts().forEach(past -> body.writeBytes((line.apply(past) + "\n").getBytes(StandardCharsets.UTF_8)));
      count += found.alerts().size();
      below = found.next();
    }
    return body.toByteArray();
  }
}
