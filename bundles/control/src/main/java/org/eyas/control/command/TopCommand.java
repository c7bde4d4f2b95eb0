package org.eyas.control.command;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.Health;
import org.eyas.api.control.OutputControl;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.control.SourceControl;
import org.eyas.api.history.AlertSearch;
import org.eyas.api.rule.RuleSetView.State;
import org.eyas.api.version.Versions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** {@code eyas top}: a page of the most important figures, which is refreshed regularly. */
@Component(property = ControlCommand.NAME + "=top")
public final class TopCommand implements ControlCommand {
  private static final int INTERVAL_SECONDS = 2;
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long LOOK_MILLIS = 250;

  private final Health health;
  private final SourceControl sources;
  private final RuleControl rules;
  private final OutputControl outputs;
  private final AlertSearch search;
  private final CountDownLatch left = new CountDownLatch(1);

  @Activate
  public TopCommand(
      @Reference Health health,
      @Reference SourceControl sources,
      @Reference RuleControl rules,
      @Reference OutputControl outputs,
      @Reference AlertSearch search) {
    this.health = health;
    this.sources = sources;
    this.rules = rules;
    this.outputs = outputs;
    this.search = search;
  }

  @Deactivate
  void deactivate() {
    left.countDown();
  }

  @Override
  public void run(CommandRequest request, CommandAnswer answer) throws RefusedException, IOException {
    AlertQueryOptions options = AlertQueryOptions.of(request);
    options.condition(search); // a query with an error is refused before the first page
    TopSearch alerts = new TopSearch(search, options.query());
    long interval = TimeUnit.SECONDS.toNanos(request.number("interval", INTERVAL_SECONDS));
    int pages = request.number("count", Integer.MAX_VALUE);
    Deque<TopSample> minute = new ArrayDeque<>(List.of(sample()));
    for (int page = 0; page < pages && waitUntil(minute.getLast().nanos() + interval, answer); page++) {
      TopSample previous = minute.getLast();
      minute.add(sample());
      while (minute.getLast().nanos() - minute.getFirst().nanos() > MINUTE_NANOS && minute.size() > 2) {
        minute.removeFirst();
      }
      TopPage shown = new TopPage(minute.getFirst(), previous, minute.getLast(), answer.runWhileConnected(alerts::search));
      answer.page(shown.text(title()), shown.row());
    }
    if (isDeactivated()) {
      throw new RefusedException("the engine is being updated, or ends: start eyas top again");
    }
  }

  // Returns false if the client or this command has gone.
  private boolean waitUntil(long untilNanos, CommandAnswer answer) {
    long millis = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
    try {
      while (millis > 0 && !answer.isDisconnected() && !left.await(Math.min(millis, LOOK_MILLIS), TimeUnit.MILLISECONDS)) {
        millis = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !isDeactivated() && !answer.isDisconnected();
  }

  private boolean isDeactivated() {
    return left.getCount() == 0;
  }

  private TopSample sample() {
    List<RuleStatus> loaded = rules.rules();
    return new TopSample(
        System.nanoTime(),
        sources.sources(),
        outputs.outputs(),
        health.problems(),
        loaded.stream().filter(rule -> rule.rule().state() == State.ENABLED).count(),
        loaded.stream().mapToLong(RuleStatus::hits).sum());
  }

  private static String title() {
    Instant start = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    return "Eyas " + Versions.EYAS + ", running for " + AnswerTimeText.durationText(Duration.between(start, Instant.now()));
  }
}
