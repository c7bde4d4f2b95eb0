package org.eyas.console.page.alert;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.FoundAlerts;
import org.eyas.api.history.PastAlert;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.UserRequest;

/** The newest alerts that match a query, as a file of JSON lines or of comma-separated values. */
public final class AlertExportPage implements ConsolePage {
  private static final int AT_ONCE = 500;
  private static final int MOST = 10_000;
  private static final int MOST_BYTES = 8 << 20;

  private final ConsoleServices services;
  private final UserPreferences preferences;

  public AlertExportPage(ConsoleServices services, UserPreferences preferences) {
    this.services = services;
    this.preferences = preferences;
  }

  @Override
  public PageReply get(UserRequest visit) {
    boolean csv = visit.parameter("format").equals("csv");
    try {
      String query = AlertSelection.of(visit.request()).fullQuery();
      List<AlertColumn> columns = AlertColumn.of(preferences.columns(visit.session().user()), services);
      byte[] body =
          csv ? export(query, AlertExportLine.csvHeader(columns), past -> AlertExportLine.csv(past, columns))
              : export(query, "", AlertExportLine::json);
      return new PageReply(200, csv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8", body, Map.of())
          .withHeader("Content-Disposition", "attachment; filename=\"alerts." + (csv ? "csv" : "jsonl") + "\"");
    } catch (RefusedException e) {
      return PageReply.text(400, Reason.of(e));
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
