package org.eyas.driver.ebpf;

import com.sun.jna.Memory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.LossCause;
import org.eyas.api.source.StateChanges;
import org.eyas.api.source.StateSink;
import org.eyas.driver.ebpf.pushdown.ProbeAbilities;
import org.eyas.driver.ebpf.pushdown.ProbePushdown;
import org.eyas.driver.ebpf.pushdown.ThreadMemory;
import org.eyas.driver.ebpf.pushdown.ThreadQuestions;
import org.eyas.driver.ebpf.pushdown.VerdictCounters;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.libc.MemoryMapping;
import org.eyas.linux.proc.HostProc;
import org.eyas.linux.proc.MachineCapture;
import org.eyas.linux.proc.MachineReader;
import org.eyas.linux.ring.RingSet;
import org.eyas.recipe.EventRecipe;
import org.eyas.recipe.RecipeSelection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A live capture of system calls. */
final class EbpfCapture extends MachineCapture {
  private static final Logger LOG = LoggerFactory.getLogger(EbpfCapture.class);
  private static final int BUSY_MILLIS = 1;
  private static final int CALM_MILLIS = 10;
  private static final int FEW_EVENTS = 128;
  private static final int IDLE_MILLIS = 100; // the loop looks at what waits for a time, such as values of alerts that are held
  private static final int LONG_MILLIS = 250; // after this time at the latest the loop checks for its end
  private static final int SHORT_ROUNDS = 4;
  private static final long GUARD_NANOS = 20_000; // time of a program from reading the clock to reserving its place

  private final EbpfProbe probe;
  private final RecipeSelection interest;
  private final ProbeCounters counters;
  private final Map<LossCause, Set<Integer>> lossTypes;
  private final MemoryMapping verdicts;
  private final ProbePushdown pushdown;
  private final LostTrees lostTrees;
  private final UnfinishedRequestLog earlyRequests = new UnfinishedRequestLog();
  private final ForcedReleaseLog forced = new ForcedReleaseLog();
  private final ProbeRings rings;
  private final RingSet set;
  private final ReaderWakeup bell = new ReaderWakeup();
  private final int epoll;
  private final long bootNanos;
  private final Memory scratch = new Memory(32);
  private final PathClaimResolver names;
  private final ReadingHeartbeat heartbeat;
  private int idleRounds;
  private boolean isFirst = true;

  EbpfCapture(EbpfProbe probe, Map<Integer, EventRecipe> recipes, ProbeCounters counters, ProbeRings open, long bootNanos,
      HostProc host, Duration orphanLimit) {
    super(MachineReader.ofHost(System.getenv()), bootNanos);
    this.probe = probe;
    interest = new RecipeSelection(recipes);
    int cpus = probe.sizes().cpus();
    verdicts = Libc.map(probe.object().mapFd("verdicts"), 0, VerdictCounters.bytes(cpus), false);
    VerdictCounters counts = new VerdictCounters(verdicts.buffer(), cpus);
    ThreadQuestions questions = new ThreadQuestions(counts, new ThreadMemory(probe.threads()), probe.conditions, this::nowNanos,
        codes -> probe.countChanges(places(recipes, codes)));
    pushdown = new ProbePushdown(
        probe.conditions, counts, questions, recipes, new ProbeAbilities(probe.judgesParameters(), probe.checksNames()),
        probe.control);
    lostTrees = new LostTrees(probe.object().mapFd("lost_trees"), probe.sizes().crowds());
    this.counters = counters;
    heartbeat = new ReadingHeartbeat(probe.control, counters, orphanLimit);
    heartbeat.beat(System.nanoTime());
    lossTypes = ProbeCounters.lossTypes(recipes.values());
    this.bootNanos = bootNanos;
    names = new PathClaimResolver(probe.knownNames(), host);
    rings = open;
    set = new RingSet(open.rings());
    epoll = Libc.epoll(bell.appendedTo(open.fds()));
  }

  private static Set<Integer> places(Map<Integer, EventRecipe> recipes, Set<Integer> codes) {
    return recipes.entrySet().stream().filter(e -> codes.contains(e.getValue().event())).map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Override
  public long nowNanos() {
    return bootNanos + Libc.bootNanos(scratch);
  }

  @Override
  public long reachedNanos() {
    return set.reachedNanos();
  }

  @Override
  public void askClasses(LongUnaryOperator possible) {
    pushdown.questions().ask(set.reachedNanos(), possible);
  }

  @Override
  public void forgetClasses() {
    pushdown.questions().forget();
  }

  @Override
  public int poll(EventSink sink, int limit) {
    if (isFirst) {
      isFirst = false;
      Libc.raisePriority();
    }
    names.setReceiver(sink, engine());
    int count = set.poll(names, limit, nowNanos() - GUARD_NANOS);
    if (count < limit && (count > 0 || !set.hasWaiting())) {
      pause(count);
    }
    long now = System.nanoTime();
    refreshAccounts(now);
    probe.tampering.check(now);
    heartbeat.beat(now);
    return count;
  }

  // With many events, batches should be few and large: the probe ends a short sleep only when a ring fills. If there were no events,
  // the next event ends the sleep. A short sleep comes between the request to be woken and the long sleep, because a program that
  // is just writing an event may not have seen the request.
  private void pause(int events) {
    idleRounds = events == 0 ? idleRounds + 1 : 0;
    if (idleRounds == 1) {
      probe.control.wakeAtOnce();
    }
    boolean calm = events > 0 && events < FEW_EVENTS;
    Libc.await(epoll, scratch, idleRounds > 1 ? idleMillis() : calm ? CALM_MILLIS : BUSY_MILLIS);
  }

  // Each time a processor wakes up without an event, this takes a third of a millisecond: its caches are cold.
  private int idleMillis() {
    return idleRounds > SHORT_ROUNDS ? LONG_MILLIS : IDLE_MILLIS;
  }

  @Override
  public void snapshot(StateSink into) {
    probe.control.forgetDescriptors();
    super.snapshot(into);
    pushdown.descriptorsReported();
    problem().ifPresent(LOG::warn);
  }

  @Override
  public void follow(StateChanges into) {
    probe.forgetDirectories(); // another engine may not have heard of them
    super.follow(into);
  }

  @Override
  public boolean knowsOpenFiles() {
    return probe.reportsFiles();
  }

  @Override
  public void reportThread(long tid, StateSink into) {
    probe.control.forgetDescriptors();
    super.reportThread(tid, into);
  }

  @Override
  public long reportFiles(long pid, long from, StateSink into) {
    probe.control.forgetDescriptors();
    return super.reportFiles(pid, from, into);
  }

  @Override
  public void filesReported() {
    pushdown.descriptorsReported();
  }

  @Override
  public void changeRequest(CaptureRequest changed) {
    probe.control.wholeMessages(changed.wholeMessages());
    try {
      probe.want(interest.places(changed));
    } finally {
      pushdown.want(changed.conditions(), changed.classes()); // earlier conditions must not stay with other rules
    }
  }

  @Override
  public CaptureStats stats() {
    lostTrees.collectLosses();
    earlyRequests.reportNew(counters.early(), System.nanoTime());
    forced.reportNew(set.forcedReleases());
    return counters.total(probe.skippedCalls());
  }

  @Override
  public CaptureDetails details() {
    return new CaptureDetails(counters.processors(), probe.programs(), pushdown.counts(), lostTrees.counts(), lossTypes);
  }

  @Override
  public void mark() {
    set.mark();
  }

  @Override
  public void settle() {
    set.settle();
  }

  @Override
  public void wake() {
    bell.wakeReader();
  }

  @Override
  public boolean leave() {
    boolean stored = probe.isStored();
    set.mark();
    set.settle();
    end(stored ? probe::leave : probe::close);
    return stored;
  }

  @Override
  public void close() {
    end(probe::close);
  }

  private void end(Runnable endOfProbe) {
    bell.close();
    names.close(); // before the memory that it writes into is unmapped
    endOfProbe.run();
    Libc.close(epoll);
    rings.close();
    counters.close();
    lostTrees.close();
    Libc.unmap(verdicts);
  }
}
