package org.eyas.control.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.Completeness;
import org.eyas.api.history.AlertHistory;
import org.eyas.api.history.AlertSearch;
import org.eyas.api.history.FoundAlerts;
import org.eyas.api.history.PastAlert;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas alerts}. */
@Component(property = ControlCommand.NAME + "=alerts")
public final class AlertsCommand implements ControlCommand {
  private static final int MOST = 20;
  private static final int WAITING = 10_000;
  private static final long LOOK_MILLIS = 500;

  private final AlertHistory history;
  private final AlertSearch search;
  private final Completeness completeness;
  private volatile boolean left;

  @Activate
  public AlertsCommand(
      @Reference AlertHistory history, @Reference AlertSearch search, @Reference Completeness completeness) {
    this.history = history;
    this.search = search;
    this.completeness = completeness;
  }

  @Deactivate
  void deactivate() {
    left = true;
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    switch (request.action("list")) {
      case "list" ->
        answer.table(
            answer.runWhileConnected(() -> newest(request)).stream().map(AlertAnswerRow::of).toList(),
            "number", "time", "priority", "rule", "container", "pod", "message");
      case "show" -> show(find(request.operand("the number of an alert")), answer);
      case "follow" -> follow(AlertQueryOptions.of(request).condition(search), answer);
      default -> throw request.unknown();
    }
  }

  private void show(PastAlert past, CommandAnswer answer) throws IOException {
    AnswerRow row = AlertAnswerRow.withDetails(past);
    answer.details(
        completeness.minute(past.alert()).map(minute -> row.with("completeness", minute.events().text())).orElse(row));
  }

  // Each call searches for a limited time only.
  private List<PastAlert> newest(CommandRequest request) throws RefusedException {
    AlertQueryOptions options = AlertQueryOptions.of(request);
    String query = options.query();
    options.condition(search); // a query with an error is refused before the search
    int last = request.number("last", MOST);
    List<PastAlert> found = new ArrayList<>();
    long below = before(request);
    while (below > 0 && found.size() < last && !Thread.currentThread().isInterrupted()) {
      FoundAlerts page = search.find(query, below, last - found.size());
      found.addAll(page.alerts());
      below = page.next();
    }
    return found.reversed();
  }

  private static long before(CommandRequest request) throws RefusedException {
    String number = request.options().get("before");
    if (number == null) {
      return Long.MAX_VALUE;
    }
    if (!number.matches("\\d{1,18}")) {
      throw new UnclearCommandException("option --before needs the number of an alert, not '" + number + "'");
    }
    return Long.parseLong(number);
  }

  private PastAlert find(String number) throws RefusedException {
    try {
      return history
          .find(Long.parseLong(number))
          .orElseThrow(() -> new RefusedException("alert " + number + " is no longer in the history, or does not exist yet"));
    } catch (NumberFormatException e) {
      throw new UnclearCommandException("'" + number + "' is not the number of an alert; eyas alerts lists them");
    }
  }

  // The history must not wait for a client: alerts for which there is no room are counted, and the client gets the count.
  private void follow(Predicate<PastAlert> choice, CommandAnswer answer) throws IOException, RefusedException {
    BlockingQueue<PastAlert> queue = new ArrayBlockingQueue<>(WAITING);
    AtomicLong lost = new AtomicLong();
    try (AlertHistory.Following following =
        history.follow(alert -> {
          if (choice.test(alert) && !queue.offer(alert)) {
            lost.incrementAndGet();
          }
        })) {
      while (!answer.isDisconnected() && !(left && queue.isEmpty())) {
        print(answer, queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS), lost.getAndSet(0));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (left) {
      throw new RefusedException(
          "the engine is being updated, or ends: follow again; eyas alerts lists alerts that came meanwhile");
    }
  }

  private static void print(CommandAnswer answer, @Nullable PastAlert alert, long lost) throws IOException {
    if (lost > 0) {
      answer.writeWarning(lost + " alerts came faster than they were read, and are not shown here");
    }
    if (alert != null) {
      answer.entry(AlertAnswerRow.line(alert), AlertAnswerRow.of(alert));
    }
  }
}
